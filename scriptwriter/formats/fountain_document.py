"""Fountain as a document: text to ``Screenplay`` and back.

The editor never writes through here: it keeps the writer's text as it stands. This is for exporters, which read,
and for importers, which write.
"""

import itertools
import re
from collections.abc import Sequence

from scriptwriter.domain.screenplay import Element, Screenplay
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier, title_key

_K = ElementKind

_SCENE_NUMBER = re.compile(r"\s*#\s*([^#\n]+?)\s*#\s*$")
#: Kinds whose lines are one paragraph when they stand right below each other.
_JOINED = frozenset({_K.ACTION, _K.DIALOGUE, _K.NOTE, _K.BONEYARD, _K.CENTERED, _K.LYRICS})


def read(text: str) -> Screenplay:
    """Read a whole script. Every text is one; nothing raises."""
    classifier = LineClassifier(text.split("\n"))
    return from_lines(classifier.lines, classifier.kinds)


def from_lines(lines: Sequence[str], kinds: Sequence[ElementKind]) -> Screenplay:
    """The document of classified lines."""
    start = 0
    while start < len(kinds) and kinds[start] is _K.TITLE_PAGE:
        start += 1
    return Screenplay(_title_page(lines[:start]), tuple(_elements(lines, kinds, start)))


def _title_page(lines: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    fields: list[tuple[str, list[str]]] = []
    for line in lines:
        found = title_key(line)
        if found is not None:
            key, value = found
            fields.append((key, [value] if value else []))
        elif fields:
            fields[-1][1].append(line.strip())
    return tuple((key, tuple(values)) for key, values in fields)


def _elements(lines: Sequence[str], kinds: Sequence[ElementKind], start: int) -> list[Element]:
    found: list[Element] = []
    index = start
    while index < len(lines):
        kind = kinds[index]
        end = index + 1
        if kind in _JOINED:
            while end < len(lines) and kinds[end] is kind:
                end += 1
        if kind is not _K.BLANK:
            found.append(_element(kind, lines[index:end], index))
        index = end
    return found


def _element(kind: ElementKind, lines: Sequence[str], at: int) -> Element:
    count = len(lines)
    if kind is _K.ACTION:
        # Indents and tabs of an action count; Fountain prints a tab as four spaces.
        words = [line.rstrip().replace("\t", "    ") for line in lines]
        words = [word.replace("!", "", 1) if word.lstrip().startswith("!") else word for word in words]
        return Element(kind, "\n".join(words), line=at, lines=count)
    bare = [line.strip() for line in lines]
    if kind is _K.SCENE_HEADING:
        return _heading(bare[0], at)
    if kind is _K.CHARACTER:
        return _character(bare[0], at)
    if kind is _K.SECTION:
        return Element(kind, bare[0].lstrip("#").strip(), depth=len(bare[0]) - len(bare[0].lstrip("#")), line=at)
    text = "\n".join(_unmarked(kind, line) for line in bare)
    # The lines of a boneyard's own marks are no lines of its text.
    return Element(kind, text.strip("\n") if kind is _K.BONEYARD else text, line=at, lines=count)


def _heading(line: str, at: int) -> Element:
    number = _SCENE_NUMBER.search(line)
    title = line[: number.start()] if number else line
    title = title.removeprefix(".")
    return Element(_K.SCENE_HEADING, title.strip(), number=number[1] if number else "", line=at)


def _character(line: str, at: int) -> Element:
    name = line.removeprefix("@").strip()
    dual = name.endswith("^")
    return Element(_K.CHARACTER, name.rstrip("^ ").strip() if dual else name, dual=dual, line=at)


def _unmarked(kind: ElementKind, line: str) -> str:
    if kind is _K.LYRICS:
        return line.removeprefix("~").strip()
    if kind is _K.TRANSITION:
        return line.removeprefix(">").strip()
    if kind is _K.CENTERED:
        return line.removeprefix(">").removesuffix("<").strip()
    if kind is _K.SYNOPSIS:
        return line.removeprefix("=").strip()
    if kind is _K.PAGE_BREAK:
        return ""
    if kind is _K.NOTE:
        return line.removeprefix("[[").removesuffix("]]").strip()
    if kind is _K.BONEYARD:
        return line.removeprefix("/*").removesuffix("*/").strip()
    return line


# -- writing ---------------------------------------------------------------------------------------


def write(script: Screenplay) -> str:
    """A script as Fountain, with marks only where a line would be taken for something else without them."""
    blocks = [block for block in (_title_text(script), *_blocks(script.elements)) if block]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _title_text(script: Screenplay) -> str:
    lines: list[str] = []
    for key, values in script.title_page:
        if len(values) == 1:
            lines.append(f"{key}: {values[0]}")
        else:
            lines += [f"{key}:", *(f"    {value}" for value in values if value)]
    return "\n".join(lines)


_IN_SPEECH = frozenset({_K.DIALOGUE, _K.PARENTHETICAL, _K.LYRICS})


def _blocks(elements: Sequence[Element]) -> list[str]:
    """Paragraphs; what belongs to a speech stands in one block."""
    blocks: list[list[str]] = []
    speaking = False
    for at, element in enumerate(elements):
        if element.kind in _IN_SPEECH and speaking and not _is_next_song(elements, at):
            blocks[-1] += _speech_lines(element)
        else:
            blocks.append(_paragraph(element))
        speaking = element.kind is _K.CHARACTER or (speaking and element.kind in _IN_SPEECH)
    return ["\n".join(lines) for lines in blocks if lines]


def _is_next_song(elements: Sequence[Element], at: int) -> bool:
    """Whether a song stands here that an empty line parts from the one before. Songs before more of a speech are one:
    nothing that is said can follow an empty line."""
    if not elements[at - 1].kind is elements[at].kind is _K.LYRICS:
        return False
    rest = itertools.takewhile(lambda element: element.kind in _IN_SPEECH, elements[at:])
    return all(element.kind is _K.LYRICS for element in rest)


def _speech_lines(element: Element) -> list[str]:
    lines = element.text.split("\n")
    if element.kind is _K.LYRICS:
        return [f"~{line}" for line in lines]
    if element.kind is _K.PARENTHETICAL:
        text = " ".join(lines).strip()
        return [text if text.startswith("(") and text.endswith(")") else f"({text})"]
    # A line without letters would end the speech; two spaces keep it together.
    return [line if line.strip() else "  " for line in lines]


def _paragraph(element: Element) -> list[str]:
    kind, text = element.kind, element.text
    if kind is _K.ACTION:
        return _action(text)
    if kind is _K.SCENE_HEADING:
        title = _one_line(text)
        shown = title if _kind_alone(title) is kind else f".{title}"
        return [f"{shown} #{element.number}#" if element.number else shown]
    if kind is _K.CHARACTER:
        name = _one_line(text)
        shown = name if _kind_alone(name, below="x") is kind else f"@{name}"
        return [f"{shown} ^" if element.dual else shown]
    if kind is _K.TRANSITION:
        title = _one_line(text)
        return [title if _kind_alone(title) is kind else f"> {title}"]
    if kind is _K.SECTION:
        return [f"{'#' * max(element.depth, 1)} {_one_line(text)}"]
    return _marked_paragraph(kind, text)


def _marked_paragraph(kind: ElementKind, text: str) -> list[str]:
    lines = text.split("\n")
    if kind is _K.PAGE_BREAK:
        return ["==="]
    if kind is _K.CENTERED:
        return [f"> {line} <" for line in lines if line.strip()]
    if kind is _K.SYNOPSIS:
        return [f"= {line}" for line in lines if line.strip()]
    if kind is _K.LYRICS:
        return [f"~{line}" for line in lines]
    if kind is _K.NOTE:
        return "[[{}]]".format("\n".join(line or "  " for line in lines)).split("\n")
    if kind is _K.BONEYARD:
        return ["/*", *lines, "*/"]
    # Something that is said, by nobody: as action, nothing of it gets lost.
    return _action(text)


def _action(text: str) -> list[str]:
    lines = text.split("\n")
    if not text.strip():
        return []
    kinds = LineClassifier(["", *lines, ""]).kinds[1:-1]
    if all(kind in (_K.ACTION, _K.BLANK) for kind in kinds):
        return lines
    return [f"!{line}" if line.strip() else line for line in lines]


def _kind_alone(line: str, below: str = "") -> ElementKind:
    return LineClassifier(["", line, below]).kinds[1]


def _one_line(text: str) -> str:
    return " ".join(text.split())
