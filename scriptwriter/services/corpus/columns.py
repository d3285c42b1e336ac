"""What the columns of a table hold: by their names, in several languages, or by what stands in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scriptwriter.domain.corpus import Kind
from scriptwriter.domain.errors import BadInput
from scriptwriter.services.corpus.choices import Columns
from scriptwriter.services.corpus.dates import month_of
from scriptwriter.services.corpus.tables import Row


def _names(words: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in words.split())


_CHARACTER = _names(
    "character characters char speaker name role who person player character_name raw_character_text character_text "
    "author figur rolle sprecher sprecherin personnage locuteur personaje hablante personaggio personagem actor user"
)
_LINE = _names(
    "line lines dialogue dialogues dialog utterance text speech sentence spoken_words spoken_text content transcript "
    "zeile satz replik dialogzeile réplique replique dialogo diálogo línea battuta fala texte texto testo message"
)
_QUOTE = _names("quote quotes quotation zitat zitate citation cita citazione citação")
_SOURCE = _names(
    "anime source series show movie film book serie title titel werk quelle game work titre título titolo manga origin"
)
_DATE = _names(
    "date datetime created_at created timestamp time published posted datum zeit zeitstempel fecha data heure date_time"
)
_MESSAGE = _names(
    "text tweet tweets message messages msg body content post full_text nachricht nachrichten mensaje messaggio "
    "mensagem status comment kommentar texte texto testo"
)
_GROUP = _names(
    "season episode title film movie work show series play book game staffel folge episode_title episode_name stück "
    "titel saison épisode temporada episodio stagione serie titre película titolo anime werk"
)
#: Parts of a work: they tell works apart only where nothing else does.
_PART = _names("scene act chapter szene akt kapitel scène acte escena acto scena atto cena conversation dialogue_id")
_ENDINGS = re.compile(r" (?:id|no|nr|num|number|nummer)$")
_LEAST_MESSAGES = 20
_SHORT, _LONG = 30, 500


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read: ``names`` of its columns, whether the first row is them, and what they hold."""

    kind: Kind
    columns: Columns
    names: tuple[str, ...]
    headed: bool

    def index(self, name: str) -> int:
        """Where a column stands; -1 for none."""
        return self.names.index(name) if name else -1


def recognise(rows: Sequence[Row], kind: Kind | None = None, given: Columns | None = None) -> Layout:
    """The layout of a table by its first rows. ``kind`` and ``given`` are what the user says.

    Raises ``BadInput`` with the columns that are there when they cannot be used.
    """
    if not rows:
        raise BadInput("the table is empty")
    headed = _is_headed(rows)
    width = max(len(row) for row in rows)
    names = _unique(rows[0]) if headed else [f"column {number}" for number in range(1, width + 1)]
    body = rows[1:] if headed else rows
    if headed and not body:
        raise BadInput("the table has column names and no rows")
    shown = ", ".join(name[:40] for name in names[:12])
    if given is not None and given.names():
        found = _given(given, names, shown)
    else:
        found = _by_name(names, body) if headed else Columns()
        found = found if _is_enough(found) else _by_content(names, body)
    kind = kind or _kind_of(found, body, names)
    if kind is None or not _fits(kind, found):
        raise BadInput(f"no column of lines, quotes or messages was found; the columns are {shown}")
    return Layout(kind, found, tuple(names), headed)


def _given(given: Columns, names: Sequence[str], shown: str) -> Columns:
    if missing := next((name for name in given.names() if name not in names), ""):
        raise BadInput(f"there is no column {missing}; the columns are {shown}")
    return given


def _is_enough(found: Columns) -> bool:
    return bool(found.text and (found.character or found.source or found.date))


def _fits(kind: Kind, found: Columns) -> bool:
    return {
        Kind.LINES: bool(found.text and found.character),
        Kind.QUOTES: bool(found.text and (found.character or found.source)),
        Kind.MESSAGES: bool(found.text),
    }.get(kind, False)


def _kind_of(found: Columns, body: Sequence[Row], names: Sequence[str]) -> Kind | None:
    if not found.text:
        return None
    if _normal(found.text) in _QUOTE and (found.character or found.source):
        return Kind.QUOTES
    if found.character:
        return Kind.LINES
    if found.source and not found.date:
        return Kind.QUOTES
    texts = _cells(body, names.index(found.text))
    short = sum(map(len, texts)) <= _LONG * len(texts)
    return Kind.MESSAGES if found.date or (short and len(texts) >= _LEAST_MESSAGES) else None


# -- by name ---------------------------------------------------------------------------------------


def _normal(name: str) -> str:
    spaced = re.sub(r"(?<=[a-zäöü])(?=[A-Z])", " ", name.strip())
    return " ".join(re.sub(r"[_\-.:#]+", " ", spaced).lower().split())


def _unique(header: Row) -> list[str]:
    found: list[str] = []
    for number, raw in enumerate(header, 1):
        name = " ".join(raw.replace("\ufeff", "").split()) or f"column {number}"
        found.append(name if name not in found else f"{name} ({number})")
    return found


def _is_headed(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: known names, or short ones that do not come again."""
    first = [_normal(cell) for cell in rows[0]]
    known = _CHARACTER | _LINE | _QUOTE | _SOURCE | _DATE | _MESSAGE | _GROUP | _PART
    if any(name in known for name in first):
        return True
    below = {_normal(cell) for row in rows[1:] for cell in row}
    return len(rows[0]) > 1 and all(
        name and len(name) <= _SHORT and name not in below and not name[0].isdigit() and not re.search("[.!?,]", name)
        for name in first
    )


def _pick(names: Sequence[str], wanted: frozenset[str], taken: Sequence[str] = ()) -> str:
    return next((name for name in names if name not in taken and _normal(name) in wanted), "")


def _by_name(names: Sequence[str], body: Sequence[Row]) -> Columns:
    quote = _pick(names, _QUOTE)
    date = next((name for name in names if _normal(name) in _DATE and _are_dates(body, names.index(name))), "")
    if quote:
        source = _pick(names, _SOURCE, (quote,))
        return Columns(quote, _pick(names, _CHARACTER, (quote, source)), source, date)
    character = _pick(names, _CHARACTER)
    text = _longest(names, body, _LINE if character else _MESSAGE | _LINE, (character, date))
    group = [name for name in names if name not in (character, text) and _group_name(name) in _GROUP]
    group = group or [name for name in names if name not in (character, text) and _group_name(name) in _PART]
    if character and text:
        return Columns(text, character, "", date, tuple(group))
    source = "" if date else _pick(names, _SOURCE, (text,))
    return Columns(text, "", source, date)


def _group_name(name: str) -> str:
    return _ENDINGS.sub("", _normal(name))


def _longest(names: Sequence[str], body: Sequence[Row], wanted: frozenset[str], taken: Sequence[str]) -> str:
    """The column with the most text among those with a fitting name: "line" may also be a number."""
    fitting = [name for name in names if name not in taken and _normal(name) in wanted]
    fitting = [name for name in fitting if not _are_numbers(_cells(body, names.index(name)))]
    return max(fitting, key=lambda name: sum(map(len, _cells(body, names.index(name)))), default="")


# -- by content ------------------------------------------------------------------------------------


def _by_content(names: Sequence[str], body: Sequence[Row]) -> Columns:
    """The longest column is the text; a short one of few values beside it is who says it."""
    date = next((name for at, name in enumerate(names) if _are_dates(body, at)), "")
    columns = {name: _cells(body, at) for at, name in enumerate(names) if name != date}
    worded = {name: cells for name, cells in columns.items() if cells and not _are_numbers(cells)}
    if not worded:
        return Columns(date=date)
    text = max(worded, key=lambda name: _mean(worded[name]))
    if _mean(worded[text]) < 8:
        return Columns(date=date)
    speaking = [
        name
        for name, cells in worded.items()
        if name != text and _mean(cells) <= _SHORT and len(set(cells)) <= max(len(cells) * 0.6, 1) and len(cells) > 3
    ]
    character = max(speaking, key=lambda name: len(set(worded[name])), default="")
    return Columns(text, character, "", date)


def _cells(body: Sequence[Row], at: int) -> list[str]:
    return [row[at].strip() for row in body if at < len(row) and row[at].strip()]


def _mean(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / max(len(cells), 1)


def _are_numbers(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(bool(re.fullmatch(r"[\d.,:+\-/ ]+", cell)) for cell in cells) > 0.8 * len(cells)


def _are_dates(body: Sequence[Row], at: int) -> bool:
    cells = _cells(body, at)
    return bool(cells) and sum(bool(month_of(cell)) for cell in cells) >= 0.8 * len(cells)
