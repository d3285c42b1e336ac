"""What every printed form of a script has in common: what is left out, what stands beside each other, prose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scriptwriter.domain.screenplay import Element, Run, Screenplay
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.inline import parse_runs

_K = ElementKind

#: What a reader of the script does not get to see.
SILENT = frozenset({_K.NOTE, _K.BONEYARD, _K.SECTION, _K.SYNOPSIS, _K.TITLE_PAGE, _K.BLANK})
#: What is said, below the name.
SAID = frozenset({_K.DIALOGUE, _K.PARENTHETICAL, _K.LYRICS})
_CENTRED_FIELDS = ("title", "credit", "author", "authors", "source")
_RIGHT_FIELDS = ("draft date", "date", "revision")
#: The program's own fields.
_SILENT_FIELDS = ("genre", "language", "format")


def printed_runs(text: str) -> list[Run]:
    """The runs of a text that are printed; the space beside a note goes with it."""
    found: list[Run] = []
    after_note = False
    for run in parse_runs(text):
        if run.note:
            after_note = True
            continue
        doubled = after_note and bool(found) and found[-1].text[-1:].isspace() and run.text[:1] == " "
        after_note = False
        shown = Run(run.text[1:], run.style) if doubled else run
        if shown.text:
            found.append(shown)
    return found


def printed_text(text: str) -> str:
    """What is printed of an element's text, without styles."""
    return "".join(run.text for run in printed_runs(text))


def dual_end(elements: Sequence[Element], index: int) -> int:
    """Where the speeches beside each other end that begin at ``index``; 0 when nobody speaks beside."""
    end, dual = index, False
    while end < len(elements) and elements[end].kind is _K.CHARACTER and (end == index or elements[end].dual):
        dual = dual or end > index
        end += 1
        while end < len(elements) and elements[end].kind in SAID:
            end += 1
    return end if dual else 0


def speeches(elements: Sequence[Element]) -> list[list[Element]]:
    """Speeches, each with its name first."""
    found: list[list[Element]] = []
    for element in elements:
        if element.kind is _K.CHARACTER or not found:
            found.append([])
        found[-1].append(element)
    return found


def blocks(script: Screenplay) -> Iterator[list[Element]]:
    """What is printed, in blocks: a speech, some speeches beside each other, or one paragraph."""
    elements = [element for element in script.elements if element.kind not in SILENT]
    index = 0
    while index < len(elements):
        end = dual_end(elements, index) or index + 1
        if end == index + 1 and elements[index].kind is _K.CHARACTER:
            while end < len(elements) and elements[end].kind in SAID:
                end += 1
        yield elements[index:end]
        index = end


def is_dual(block: Sequence[Element]) -> bool:
    """Whether a block of ``blocks`` has speeches beside each other."""
    return sum(element.kind is _K.CHARACTER for element in block) > 1


# -- the title page --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The lines of a title page by their place; ``centred`` in groups with the name of their field, small."""

    centred: tuple[tuple[str, tuple[str, ...]], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]


def title_page(script: Screenplay) -> TitlePage | None:
    """Where the fields stand; None when there is nothing to print."""
    known = {key.lower(): lines for key, lines in script.title_page if lines}
    centred = tuple((key, known[key]) for key in _CENTRED_FIELDS if key in known)
    right = tuple(line for key in _RIGHT_FIELDS for line in known.get(key, ()))
    left = list(known.get("contact", ()))
    for key, lines in script.title_page:
        if key.lower() not in (*_CENTRED_FIELDS, *_RIGHT_FIELDS, *_SILENT_FIELDS, "contact") and lines:
            left += [f"{key}: {lines[0]}", *lines[1:]]
    return TitlePage(centred, tuple(left), right) if centred or left or right else None


def surname(script: Screenplay) -> str:
    """The last name of the first writer, for a manuscript's header; empty when nobody is named."""
    lines = script.field("author", "authors")
    names = printed_text(lines[0]).replace("&", ",").split(",")[0].split(" and ")[0].split() if lines else []
    return names[-1] if names else ""


# -- prose -----------------------------------------------------------------------------------------


class PieceKind(StrEnum):
    """What a piece of prose is."""

    CHAPTER = "chapter"
    PARAGRAPH = "paragraph"
    CENTRED = "centred"
    SCENE_BREAK = "scene_break"
    PAGE_BREAK = "page_break"


@dataclass(frozen=True, slots=True)
class Piece:
    """``text`` has Fountain's emphasis marks; ``depth`` is a chapter's, 1 is the highest."""

    kind: PieceKind
    text: str = ""
    depth: int = 0


def prose_pieces(script: Screenplay) -> Iterator[Piece]:
    """A story's paragraphs: every line is one. A line without letters or digits divides scenes."""
    for element in script.elements:
        if element.kind is _K.SECTION and element.text:
            yield Piece(PieceKind.CHAPTER, element.text, max(element.depth, 1))
        elif element.kind is _K.SECTION:
            yield Piece(PieceKind.SCENE_BREAK)
        elif element.kind is _K.PAGE_BREAK:
            yield Piece(PieceKind.PAGE_BREAK)
        elif element.kind not in SILENT:
            yield from _paragraphs(element)


def _paragraphs(element: Element) -> Iterator[Piece]:
    kind = PieceKind.CENTRED if element.kind is _K.CENTERED else PieceKind.PARAGRAPH
    for line in element.text.split("\n"):
        text = line.strip()
        if text and not any(letter.isalnum() for letter in text):
            yield Piece(PieceKind.SCENE_BREAK)
        elif text:
            yield Piece(kind, text)
