"""One file with one work in it: a script as the Fountain that a model learns from, or a story's paragraphs."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.corpus import Kind, Work
from scriptwriter.domain.cue import GENRES, Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats import fountain_document
from scriptwriter.formats.fountain import LineClassifier, character_name, split_title_page
from scriptwriter.formats.layout import PieceKind, prose_pieces
from scriptwriter.services import cast, convert
from scriptwriter.services.corpus import cleaning

_K = ElementKind
#: What nobody gets to see who reads the printed script, and what pages are made of.
_LEFT_OUT = frozenset({_K.TITLE_PAGE, _K.BONEYARD, _K.NOTE, _K.SECTION, _K.SYNOPSIS, _K.PAGE_BREAK})
_INLINE_NOTE = re.compile(r"\[\[.*?\]\]|/\*.*?\*/")
_SCENE_NUMBER = re.compile(r"\s*#[^#\n]+#\s*$")
#: A script has a speaker for so many words of action, or a heading for so many.
_WORDS_A_SPEAKER, _WORDS_A_HEADING = 60, 400
#: Lines of a text that was wrapped for a typewriter or a terminal.
_WRAP = 90


def read_text(path: Path, kind: Kind | None, aliases: Mapping[str, str], cancel: CancelToken) -> Work | None:
    """The work in a file; None when nothing is in it. ``kind`` is what the user says it is.

    Raises ``BadInput`` when it cannot be read, ``Failure`` when cancelled.
    """
    if kind not in (None, Kind.SCRIPT, Kind.PROSE):
        raise BadInput(f"{path.name} is no table: it can be a script or a story.")
    fields, body = split_title_page(convert.import_file(path, cancel))
    kind = kind or (Kind.SCRIPT if is_script(body) else Kind.PROSE)
    title = cleaning.one_line(fields.get("title", "")).strip("*_ ") or path.stem
    genre = fields.get("genre", "").strip().lower()
    if kind is Kind.SCRIPT:
        document, characters = script_document(body, aliases)
    else:
        document, characters = prose_document(body), Counter[str]()
    if not document:
        return None
    form = Form.SCRIPT if kind is Kind.SCRIPT else Form.PROSE
    return Work(title, kind, form, (document,), path, genre if genre in GENRES else None, characters=characters)


def is_script(text: str) -> bool:
    """Whether a text without its title page has speakers or scenes enough for a script."""
    classifier = LineClassifier(["", *text.split("\n")])
    kinds = Counter(classifier.kinds)
    told = sum(
        len(line.split()) for line, kind in zip(classifier.lines, classifier.kinds, strict=True) if kind is _K.ACTION
    )
    return kinds[_K.CHARACTER] * _WORDS_A_SPEAKER > told or kinds[_K.SCENE_HEADING] * _WORDS_A_HEADING > told


def script_document(text: str, aliases: Mapping[str, str]) -> tuple[str, Counter[str]]:
    """A script without notes, sections, page breaks and scene numbers, and how often everybody speaks."""
    classifier = _renamed(LineClassifier(["", *cleaning.letters(text).split("\n")]), aliases)
    found: list[str] = []
    for line, kind in zip(classifier.lines, classifier.kinds, strict=True):
        shown = _shown(line, kind)
        if kind is _K.BLANK and found and found[-1]:
            found.append("")
        elif shown and kind not in _LEFT_OUT:
            found.append(shown)
    document = "\n".join(found).strip("\n")
    # Read again: a name whose speech was nothing but a note is none any more.
    return document, characters_of(document)


def _shown(line: str, kind: ElementKind) -> str:
    line = _INLINE_NOTE.sub("", line) if "[[" in line or "/*" in line else line
    line = _SCENE_NUMBER.sub("", line) if kind is _K.SCENE_HEADING else line
    return " ".join(line.split())


def _renamed(classifier: LineClassifier, aliases: Mapping[str, str]) -> LineClassifier:
    speaking = {name.upper() for name in classifier.cast()}
    for alias, name in aliases.items():
        if alias in speaking:
            for edit in cast.rename(classifier.lines, classifier.kinds, alias, name, in_text=False):
                classifier.replace(edit.first_line, edit.removed, edit.added)
    return classifier


def characters_of(document: str) -> Counter[str]:
    """How many speeches each character has, names in upper case without extensions."""
    classifier = LineClassifier(["", *document.split("\n")])
    return Counter(
        name
        for line, kind in zip(classifier.lines, classifier.kinds, strict=True)
        if kind is _K.CHARACTER and (name := character_name(line).upper())
    )


def scenes_of(document: str) -> int:
    """How many scenes a script has."""
    return LineClassifier(["", *document.split("\n")]).kinds.count(_K.SCENE_HEADING)


def prose_document(text: str) -> str:
    """A story's paragraphs and chapter titles, parted by empty lines; a division of scenes is ``* * *``."""
    lines = _unwrapped(cleaning.letters(text).split("\n"))
    found: list[str] = []
    for piece in prose_pieces(fountain_document.read("\n".join(["", *lines]))):
        words = " ".join(_INLINE_NOTE.sub("", piece.text).split())
        if piece.kind is PieceKind.SCENE_BREAK and found and found[-1] != "* * *":
            found.append("* * *")
        elif words:
            found.append(words)
    return "\n\n".join(found[:-1] if found[-1:] == ["* * *"] else found)


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Paragraphs of wrapped lines as one line each; other texts have a paragraph in every line."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    inner = [line for block in blocks for line in block[:-1]]
    wrapped = bool(inner) and len(inner) > len(blocks) / 2
    wrapped = wrapped and max(map(len, inner)) <= _WRAP and sum(map(len, inner)) > _WRAP / 2 * len(inner)
    if not wrapped:
        return [line for block in blocks for line in (*block, "")]
    return [line for block in blocks for line in (" ".join(block), "")]


def in_form(document: str, form: Form) -> str:
    """A document in the form that the user wants: of a script that is to be prose, the names are left out."""
    if form is Form.SCRIPT:
        return document
    classifier = LineClassifier(["", *document.split("\n")])
    told = [
        line.lstrip("!") if kind is _K.ACTION else line
        for line, kind in zip(classifier.lines, classifier.kinds, strict=True)
        if kind not in (_K.CHARACTER, _K.SCENE_HEADING, _K.TRANSITION, _K.PARENTHETICAL)
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(told)).strip("\n")
