"""Final Draft XML as a script. ``formats/fdx.py`` tells what stands for what."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element as Node

from scriptwriter.domain.errors import BadDocument
from scriptwriter.domain.screenplay import Element, Run, Screenplay, Style
from scriptwriter.domain.script import SPEECH, ElementKind
from scriptwriter.formats import fountain_document
from scriptwriter.formats.imported import clean, element, fountain_text, note_text
from scriptwriter.formats.safe_xml import parse
from scriptwriter.formats.title_guess import guess_title_page

_K = ElementKind

MAX_BYTES = 64 * 1024 * 1024

_KINDS = {
    "scene heading": _K.SCENE_HEADING,
    "character": _K.CHARACTER,
    "dialogue": _K.DIALOGUE,
    "parenthetical": _K.PARENTHETICAL,
    "transition": _K.TRANSITION,
    "lyrics": _K.LYRICS,
    "singing": _K.LYRICS,
    "new act": _K.CENTERED,
    "end of act": _K.CENTERED,
    "outline body": _K.SYNOPSIS,
}
_OUTLINE = re.compile(r"outline (\d)")
_STYLES = {"Bold": Style.BOLD, "Italic": Style.ITALIC, "Underline": Style.UNDERLINE}


@dataclass
class _Piece:
    """A paragraph on its way. ``start`` and ``length`` are in Final Draft's units, see ``fdx_write._Body``."""

    kind: ElementKind
    runs: list[Run]
    start: int
    length: int
    number: str = ""
    depth: int = 0
    dual: bool = False
    page_break: bool = False
    capitals: bool = False
    before: list[str] = field(default_factory=list)
    """Notes that stand before it."""
    inside: list[tuple[int, str]] = field(default_factory=list)
    """Notes in the text and how many units stand before each."""
    synopses: list[str] = field(default_factory=list)
    omitted: str = ""


def read_fdx(data: bytes, name: str = "This") -> Screenplay:
    """Read a Final Draft file, version 8 and later. ``name`` is for the messages.

    Raises ``BadDocument`` for what is no XML, no Final Draft file, or beyond the limits.
    """
    if len(data) > MAX_BYTES:
        size, limit = len(data) / 1e6, MAX_BYTES / 1e6
        raise BadDocument(f"{name} is too large for a Final Draft file: {size:.0f} MB; {limit:.0f} MB are possible.")
    root = parse(data, f"{name} is not a Final Draft file")
    if root.tag != "FinalDraft":
        raise BadDocument(f"{name} is not a Final Draft file: it is XML of another kind ({clean(root.tag)[:40]}).")
    content = root.find("Content")
    if content is None:
        raise BadDocument(f"{name} is not a Final Draft file: it has no content.")
    pieces = _Reader(_capital_types(root)).read(content)
    _place_notes(pieces, root.iterfind("ScriptNotes/ScriptNote"))
    return Screenplay(_title_page(root), tuple(_elements(pieces)))


def _capital_types(root: Node) -> frozenset[str]:
    """Types that Final Draft shows in capitals however they were typed."""
    return frozenset(
        settings.get("Type", "").lower()
        for settings in root.iterfind("ElementSettings")
        if any("AllCaps" in font.get("Style", "") for font in settings.iterfind("FontSpec"))
    )


# -- paragraphs ------------------------------------------------------------------------------------


class _Reader:
    def __init__(self, capital_types: frozenset[str]) -> None:
        self._capital_types = capital_types
        self._pieces: list[_Piece] = []
        self._offset = 0

    def read(self, content: Node) -> list[_Piece]:
        for paragraph in content.iterfind("Paragraph"):
            dual = paragraph.find("DualDialogue")
            if dual is None:
                piece = self._piece(paragraph)
                self._offset += piece.length + 2 * bool(piece.omitted) + 1
            else:
                self._read_dual(paragraph, dual)
        return self._pieces

    def _read_dual(self, wrapper: Node, dual: Node) -> None:
        first, cues = len(self._pieces), 0
        for paragraph in dual.iterfind("Paragraph"):
            piece = self._piece(paragraph)
            piece.length = 2
            cues += piece.kind is _K.CHARACTER
            piece.dual = piece.kind is _K.CHARACTER and cues > 1
        if len(self._pieces) > first:
            self._pieces[first].page_break |= _starts_page(wrapper)
        self._offset += 3

    def _piece(self, paragraph: Node) -> _Piece:
        kind, depth = _kind(paragraph)
        runs = _runs(paragraph)
        piece = _Piece(kind, runs, self._offset, _units(runs), depth=depth)
        piece.number = paragraph.get("Number", "")
        piece.page_break = _starts_page(paragraph)
        piece.capitals = paragraph.get("Type", "").lower() in self._capital_types
        speaking = kind in SPEECH and bool(self._pieces) and self._pieces[-1].kind in SPEECH
        while runs and runs[0].note and not (speaking and kind is not _K.CHARACTER):
            piece.before.append(runs.pop(0).text)
        piece.synopses = [
            fountain_text(_runs(line)) for line in paragraph.iterfind("SceneProperties/Summary/Paragraph")
        ]
        omitted = paragraph.find("OmittedScene")
        piece.omitted = "" if omitted is None else self._omitted(omitted)
        self._pieces.append(piece)
        return piece

    def _omitted(self, scene: Node) -> str:
        pieces = _Reader(self._capital_types).read(scene)
        text = fountain_document.write(Screenplay(elements=tuple(_elements(pieces))))
        return text.strip("\n").replace("/*", "/ *").replace("*/", "* /") or " "


def _kind(paragraph: Node) -> tuple[ElementKind, int]:
    """The kind, and a section's depth."""
    name = paragraph.get("Type", "").lower()
    outline = _OUTLINE.fullmatch(name)
    if outline:
        return _K.SECTION, max(int(outline[1]), 1)
    kind = _KINDS.get(name, _K.ACTION)
    if kind is _K.ACTION and paragraph.get("Alignment") == "Center":
        kind = _K.CENTERED
    return kind, 0


def _starts_page(paragraph: Node) -> bool:
    return paragraph.get("StartsNewPage") == "Yes"


def _runs(paragraph: Node) -> list[Run]:
    """The letters of a paragraph and the notes in it; an empty run stays where it keeps a note from the beginning."""
    runs: list[Run] = []
    for node in paragraph:
        if node.tag == "Text":
            styles = node.get("Style", "").split("+")
            style = Style.PLAIN
            for name in styles:
                style |= _STYLES.get(name.strip(), Style.PLAIN)
            text = clean("".join(node.itertext()))
            runs.append(Run(text.upper() if "AllCaps" in styles else text, style))
        elif node.tag == "ScriptNote" and (words := _note_words(node)):
            runs.append(Run(words, note=True))
    return runs


def _note_words(note: Node) -> str:
    lines = ["".join("".join(text.itertext()) for text in line.iterfind("Text")) for line in note.iterfind("Paragraph")]
    return note_text("\n".join(lines))


def _units(runs: Iterable[Run]) -> int:
    return sum(len(run.text) + sum(letter > "\uffff" for letter in run.text) for run in runs if not run.note)


# -- notes with ranges -----------------------------------------------------------------------------


def _place_notes(pieces: list[_Piece], notes: Iterable[Node]) -> None:
    if not pieces:
        pieces.append(_Piece(_K.ACTION, [], 0, 0))
    starts = [piece.start for piece in pieces]
    for note in notes:
        words = _note_words(note)
        if not words:
            continue
        start, end = _range(note)
        at = max(bisect_right(starts, start) - 1, 0)
        # Paragraphs of a dual dialogue share their place; notes on it stand before all of it.
        at = starts.index(starts[at])
        _place(pieces, at, start, end, words)


def _range(note: Node) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d{1,9})\s*,\s*(\d{1,9})\s*", note.get("Range", ""))
    return (min(int(found[1]), int(found[2])), max(int(found[1]), int(found[2]))) if found else (0, 0)


def _place(pieces: list[_Piece], at: int, start: int, end: int, words: str) -> None:
    piece = pieces[at]
    whole = start == piece.start and end > start and end >= piece.start + piece.length
    # A note of its own between a name and what is said would end the speech.
    speaking = piece.kind in SPEECH - {_K.CHARACTER} and at > 0 and pieces[at - 1].kind in SPEECH
    if whole and not speaking:
        piece.before.append(words)
    else:
        piece.inside.append((min(max(end - piece.start, 0), piece.length), words))


def _with_notes(piece: _Piece) -> list[Run]:
    """The runs with the notes of ``inside`` in their places."""
    runs: list[Run] = []
    waiting = sorted(piece.inside, key=lambda note: note[0])
    units = 0
    for run in piece.runs:
        if run.note:
            runs.append(run)
            continue
        text = ""
        for letter in run.text:
            while waiting and waiting[0][0] <= units:
                runs += [Run(text, run.style), Run(waiting.pop(0)[1], note=True)]
                text = ""
            text += letter
            units += 2 if letter > "\uffff" else 1
        runs.append(Run(text, run.style))
    return runs + [Run(words, note=True) for _, words in waiting]


# -- elements --------------------------------------------------------------------------------------


def _elements(pieces: Iterable[_Piece]) -> Iterator[Element]:
    for piece in pieces:
        if piece.page_break:
            yield Element(_K.PAGE_BREAK)
        for words in piece.before:
            yield Element(_K.NOTE, words)
        yield from _own_elements(piece)
        for synopsis in piece.synopses:
            found = element(_K.SYNOPSIS, synopsis)
            if found is not None:
                yield found
        if piece.omitted.strip():
            yield Element(_K.BONEYARD, piece.omitted)


def _own_elements(piece: _Piece) -> Iterator[Element]:
    runs = _with_notes(piece)
    if piece.capitals:
        runs = [run if run.note else Run(run.text.upper(), run.style) for run in runs]
    if piece.kind is _K.ACTION and not any(run.text.strip() and not run.note for run in runs):
        yield from (Element(_K.NOTE, run.text) for run in runs if run.note)
        return
    number = piece.number if piece.kind is _K.SCENE_HEADING else ""
    found = element(piece.kind, fountain_text(runs), number=number, depth=piece.depth, dual=piece.dual)
    if found is not None:
        yield found


# -- title page ------------------------------------------------------------------------------------


def _title_page(root: Node) -> tuple[tuple[str, tuple[str, ...]], ...]:
    paragraphs = list(root.iterfind("TitlePage/Content/Paragraph"))
    if not any("Field" in paragraph.attrib for paragraph in paragraphs):
        lines = [(_line(paragraph), paragraph.get("Alignment") == "Center") for paragraph in paragraphs]
        return guess_title_page([(line, centred) for line, centred in lines if line])
    fields: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        key = clean(paragraph.get("Field", "")).replace(":", "").strip()
        if key:
            line = _line(paragraph).removeprefix(f"{key}:").strip()
            fields.setdefault(key, []).extend([line] if line else [])
    return tuple((key, tuple(lines)) for key, lines in fields.items())


def _line(paragraph: Node) -> str:
    return " ".join(fountain_text(run for run in _runs(paragraph) if not run.note).split())
