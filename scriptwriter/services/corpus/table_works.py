"""The works of a table: episodes of lines, series of quotes, months of messages."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby, islice
from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.corpus import Kind, Work
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.screenplay import Element, Screenplay
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats import fountain_document
from scriptwriter.services.corpus import cleaning
from scriptwriter.services.corpus.choices import Columns
from scriptwriter.services.corpus.columns import Layout, recognise
from scriptwriter.services.corpus.dates import month_of
from scriptwriter.services.corpus.leftovers import Leftovers, check
from scriptwriter.services.corpus.shelf import Shelf
from scriptwriter.services.corpus.tables import Reached, Row, read_rows

#: Rows by which a table's columns are recognised.
_FIRST_ROWS = 500
#: Messages without a date are parted into works of so many, lines without an episode into works of so many.
_MESSAGES, _LINES = 200, 5000
_ENDINGS = re.compile(r"[ _](?:id|no|nr|num|number|nummer|name|title)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the user wants a table to be read."""

    kind: Kind | None
    columns: Columns | None
    aliases: Mapping[str, str]


def read_table(path: Path, wanted: Wanted, left: Leftovers, cancel: CancelToken, reached: Reached) -> Iterator[Work]:
    """The works of a table, one after the other; rows that say nothing go to ``left``.

    Raises ``BadInput`` when it cannot be read or has no usable columns, ``Failure`` when cancelled.
    """
    rows = _whole(read_rows(path, reached), left, cancel)
    first = list(islice(rows, _FIRST_ROWS))
    layout = layout_of(path, first, wanted)
    body = _Body(layout, chain(first[1:] if layout.headed else first, rows), left)
    if layout.kind is Kind.LINES:
        yield from _episodes(path, body, wanted.aliases)
        return
    with Shelf() as shelf:
        if layout.kind is Kind.QUOTES:
            yield from _series(path, body, wanted.aliases, shelf)
        else:
            yield from _months(path, body, shelf)


def layout_of(path: Path, rows: list[Row], wanted: Wanted) -> Layout:
    """What a table's columns hold. Raises ``BadInput`` when they cannot be used."""
    if wanted.kind in (Kind.SCRIPT, Kind.PROSE):
        raise BadInput(f"{path.name} is a table: it can be lines, quotes or messages.")
    try:
        return recognise(rows, wanted.kind, wanted.columns)
    except BadInput as error:
        raise BadInput(f"{path.name}: {error}.") from None


def first_rows(path: Path) -> list[Row]:
    """The rows by which a table is recognised. Raises ``BadInput`` when it cannot be read."""
    return [row for row in islice(read_rows(path), _FIRST_ROWS) if row is not None]


def _whole(rows: Iterator[Row | None], left: Leftovers, cancel: CancelToken) -> Iterator[Row]:
    for row in rows:
        check(cancel)
        if row is None:
            left.add("a row that cannot be read")
        else:
            yield row


class _Body:
    """The rows below the names, as cells by what they hold."""

    def __init__(self, layout: Layout, rows: Iterator[Row], left: Leftovers) -> None:
        self.layout = layout
        self.left = left
        self._rows = rows
        self.text = layout.index(layout.columns.text)
        self.character = layout.index(layout.columns.character)
        self.source = layout.index(layout.columns.source)
        self.date = layout.index(layout.columns.date)
        self.group = [layout.index(name) for name in layout.columns.group]

    def rows(self) -> Iterator[Row]:
        """Rows that reach to the text's column."""
        width = len(self.layout.names)
        for row in self._rows:
            if len(row) <= max(self.text, self.character, self.source):
                self.left.add("a row with too few fields", " ".join(row))
                continue
            if len(row) > width and self.text == width - 1:
                # Commas in a text that nobody put into quotation marks.
                row[self.text :] = [", ".join(cell.strip() for cell in row[self.text :])]
            yield row


def _cell(row: Row, at: int) -> str:
    return row[at] if 0 <= at < len(row) else ""


# -- lines -----------------------------------------------------------------------------------------


def _episodes(path: Path, body: _Body, aliases: Mapping[str, str]) -> Iterator[Work]:
    def group(row: Row) -> tuple[str, ...]:
        return tuple(_cell(row, at).strip() for at in body.group)

    for values, run in groupby(body.rows(), group):
        part = 0
        while rows := list(islice(run, _LINES)):
            part += 1
            title = _title(path, body.layout.columns.group, values) + (f", part {part}" if part > 1 else "")
            work = _episode(path, title, rows, body, aliases)
            if work is not None:
                yield work


def _episode(path: Path, title: str, rows: list[Row], body: _Body, aliases: Mapping[str, str]) -> Work | None:
    speeches: list[str] = []
    characters: Counter[str] = Counter()
    for row in rows:
        character, speech = _speech(row, body, aliases)
        if speech:
            speeches.append(speech)
            characters[character] += 1
    if not speeches:
        return None
    return Work(title, Kind.LINES, Form.SCRIPT, ("\n\n".join(speeches),), path, characters=characters)


def _speech(row: Row, body: _Body, aliases: Mapping[str, str]) -> tuple[str, str]:
    character = cleaning.name(_cell(row, body.character))
    character = aliases.get(character, character)
    text = cleaning.cell(_cell(row, body.text))
    speech = cleaning.speech(character, text)
    if not speech:
        body.left.add("a row without words" if character else "a line that nobody says", text)
    return character, speech


def _title(path: Path, columns: tuple[str, ...], values: tuple[str, ...]) -> str:
    """ "southpark, season 1, episode 3"; "Alien" where a column names the film."""
    parts: list[str] = []
    named = False
    for column, raw in zip(columns, values, strict=True):
        value = cleaning.one_line(raw)
        if not value:
            continue
        is_name = len(value) > 4 and any(letter.isalpha() for letter in value)
        named |= is_name
        parts.append(value if is_name else f"{_ENDINGS.sub('', column).lower()} {value}")
    return ", ".join(parts if named else [path.stem, *parts])


# -- quotes ----------------------------------------------------------------------------------------


def _series(path: Path, body: _Body, aliases: Mapping[str, str], shelf: Shelf) -> Iterator[Work]:
    for row in body.rows():
        text = cleaning.cell(_cell(row, body.text))
        character = cleaning.name(_cell(row, body.character))
        character = aliases.get(character, character)
        quote = cleaning.speech(character, text) if character else _told(text)
        if not quote:
            body.left.add("a row without words")
            continue
        source = cleaning.one_line(_cell(row, body.source))
        shelf.put(source or (path.stem if body.source >= 0 else character) or path.stem, quote, character)
    for title, quotes in shelf.works():
        names = Counter(name for _, name in quotes if name)
        form = Form.SCRIPT if names else Form.PROSE
        yield Work(title, Kind.QUOTES, form, tuple(text for text, _ in quotes), path, characters=names)


def _told(text: str) -> str:
    """A quote of nobody, as a paragraph of its own."""
    written = fountain_document.write(Screenplay((), (Element(ElementKind.ACTION, " ".join(text.split())),)))
    return written.strip("\n").removeprefix("!")


# -- messages --------------------------------------------------------------------------------------


def _months(path: Path, body: _Body, shelf: Shelf) -> Iterator[Work]:
    month, count = "", 0
    for row in body.rows():
        raw = _cell(row, body.text)
        text = cleaning.message(raw)
        if not text:
            body.left.add("a re-post, or nothing but links", raw)
            continue
        # A row whose date is broken stands among its neighbours.
        month = month_of(_cell(row, body.date)) or month
        block = month or (f"part {count // _MESSAGES + 1:04}" if body.date < 0 else "without a date")
        shelf.put(f"{path.stem} {block}", text)
        count += 1
    for title, messages in shelf.works(ordered=True):
        yield Work(title, Kind.MESSAGES, Form.PROSE, tuple(text for text, _ in messages), path)
