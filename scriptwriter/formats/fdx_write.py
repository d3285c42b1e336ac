"""A script as Final Draft XML. ``formats/fdx.py`` tells what stands for what."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from scriptwriter.domain.screenplay import Element, Run, Screenplay, Style, plain_text
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats import fountain_document
from scriptwriter.formats.imported import clean
from scriptwriter.formats.inline import parse_runs
from scriptwriter.formats.layout import dual_end

_K = ElementKind

_TYPES = {
    _K.SCENE_HEADING: "Scene Heading",
    _K.ACTION: "Action",
    _K.CENTERED: "Action",
    _K.CHARACTER: "Character",
    _K.DIALOGUE: "Dialogue",
    _K.PARENTHETICAL: "Parenthetical",
    _K.LYRICS: "Singing",
    _K.TRANSITION: "Transition",
    _K.SYNOPSIS: "Outline Body",
}
_STYLES = ((Style.BOLD, "Bold"), (Style.ITALIC, "Italic"), (Style.UNDERLINE, "Underline"))
_NEW_ACT = re.compile(r"(?:ACT\s+\w+|TEASER|TAG|COLD OPEN(?:ING)?|(?:ERSTER|ZWEITER|DRITTER|VIERTER|FÜNFTER) AKT)")
_END_OF_ACT = re.compile(r"END OF (?:ACT\s+\w+|TEASER|TAG|SHOW|EPISODE)|ENDE DES .* AKTES")
#: type, left edge, right edge in inches from the paper's edge, lines above, alignment, type that Return goes to
_SETTINGS = (
    ("General", 1.5, 7.5, 0, "Left", "General"),
    ("Scene Heading", 1.5, 7.5, 24, "Left", "Action"),
    ("Action", 1.5, 7.5, 12, "Left", "Action"),
    ("Character", 3.7, 7.25, 12, "Left", "Dialogue"),
    ("Parenthetical", 3.1, 5.6, 0, "Left", "Dialogue"),
    ("Dialogue", 2.5, 6.0, 0, "Left", "Action"),
    ("Singing", 2.5, 6.0, 0, "Left", "Action"),
    ("Transition", 5.5, 7.1, 12, "Right", "Scene Heading"),
    ("Shot", 1.5, 7.5, 12, "Left", "Action"),
    ("New Act", 1.5, 7.5, 24, "Center", "Scene Heading"),
    ("End of Act", 1.5, 7.5, 24, "Center", "New Act"),
    ("Outline 1", 1.5, 7.5, 12, "Left", "Outline Body"),
    ("Outline 2", 1.5, 7.5, 12, "Left", "Outline Body"),
    ("Outline 3", 1.5, 7.5, 12, "Left", "Outline Body"),
    ("Outline 4", 1.5, 7.5, 12, "Left", "Outline Body"),
    ("Outline Body", 1.5, 7.5, 0, "Left", "Outline Body"),
)
#: Title page fields that stand in the middle; the others stand at the bottom.
_CENTRED_FIELDS = frozenset({"title", "credit", "author", "authors", "source"})
#: Fields whose lines speak for themselves; before all others their name is printed.
_BARE_FIELDS = _CENTRED_FIELDS | {"contact", "copyright", "draft date", "date", "notes"}


def write_fdx(script: Screenplay) -> bytes:
    """The file's bytes: UTF-8, as Final Draft 8 and later open it."""
    root = Xml.Element("FinalDraft", DocumentType="Script", Template="No", Version="5")
    body = _Body(Xml.SubElement(root, "Content"))
    body.write(script.elements)
    for settings in _SETTINGS:
        _write_settings(root, *settings)
    _write_title_page(root, script)
    if body.notes:
        root.append(_notes_block(body.notes))
    Xml.indent(root)
    declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
    return declaration + Xml.tostring(root, encoding="unicode").encode("utf-8") + b"\n"


class _Body:
    """The paragraphs in their order, and how many characters stand before each: ranges of notes count them.

    Final Draft counts in UTF-16 units, one for the end of a paragraph and two for a dual dialogue.
    """

    def __init__(self, content: Xml.Element) -> None:
        self.notes: list[tuple[int, int, str]] = []
        self._content = content
        self._offset = 0
        self._waiting: list[str] = []
        self._page_break = False
        self._heading: Xml.Element | None = None
        """The heading right above; its summary takes the next synopsis."""

    def write(self, elements: Sequence[Element]) -> None:
        index = 0
        while index < len(elements):
            end = dual_end(elements, index)
            if end:
                self._write_dual(elements[index:end])
            else:
                end = index + 1
                self._write_one(elements[index])
                if self._is_omitted(elements, index):
                    self._write_omitted(elements[index + 1])
                    end += 1
            index = end
        if self._waiting or self._page_break:
            self._flush()

    def _is_omitted(self, elements: Sequence[Element], index: int) -> bool:
        """Whether the next element belongs to this heading as its omitted scene."""
        heading = elements[index]
        if index + 1 >= len(elements) or elements[index + 1].kind is not _K.BONEYARD:
            return False
        return heading.kind is _K.SCENE_HEADING and heading.text.upper() == "OMITTED"

    def _write_omitted(self, boneyard: Element) -> None:
        assert self._heading is not None  # noqa: S101
        scene = _Body(Xml.SubElement(self._heading, "OmittedScene"))
        scene.write(fountain_document.read(boneyard.text).elements)
        self._offset += 2

    def _write_one(self, element: Element) -> None:
        if element.kind is _K.BONEYARD:
            return
        if element.kind is _K.NOTE:
            self._waiting.append(element.text)
        elif element.kind is _K.PAGE_BREAK:
            if self._waiting or self._page_break:
                self._flush()
            self._page_break = True
        elif element.kind is _K.SYNOPSIS and self._fits_summary(element):
            self._write_summary(element)
        else:
            self._write_paragraph(element)

    def _flush(self) -> None:
        """A paragraph that says nothing, for what has nothing below it to hang on."""
        self._write_paragraph(Element(_K.ACTION))

    # -- paragraphs --------------------------------------------------------------------------------

    def _write_paragraph(self, element: Element) -> None:
        paragraph = Xml.SubElement(self._content, "Paragraph", _attributes(element))
        self._heading = paragraph if element.kind is _K.SCENE_HEADING else None
        runs = parse_runs(element.text)
        length = _units(clean(plain_text(runs)))
        self._begin(paragraph, length)
        at = self._offset
        for run in runs:
            if run.note:
                self.notes.append((at, at, run.text))
            else:
                at += _units(_write_text(paragraph, run))
        if not any(not run.note for run in runs):
            Xml.SubElement(paragraph, "Text")
        self._offset += length + 1

    def _begin(self, paragraph: Xml.Element, length: int) -> None:
        if self._page_break:
            paragraph.set("StartsNewPage", "Yes")
            self._page_break = False
        self.notes += [(self._offset, self._offset + length, text) for text in self._waiting]
        self._waiting = []

    def _write_dual(self, elements: Sequence[Element]) -> None:
        wrapper = Xml.SubElement(self._content, "Paragraph")
        self._heading = None
        self._begin(wrapper, 2)
        dual = Xml.SubElement(wrapper, "DualDialogue")
        for element in elements:
            paragraph = Xml.SubElement(dual, "Paragraph", _attributes(element))
            runs = parse_runs(element.text)
            if runs and runs[0].note:
                Xml.SubElement(paragraph, "Text")
            for run in runs:
                if run.note:
                    _write_note(paragraph, run.text, {})
                else:
                    _write_text(paragraph, run)
        self._offset += 3

    # -- summaries ---------------------------------------------------------------------------------

    def _fits_summary(self, element: Element) -> bool:
        waits = bool(self._waiting) or self._page_break
        return self._heading is not None and not waits and not any(run.note for run in parse_runs(element.text))

    def _write_summary(self, element: Element) -> None:
        assert self._heading is not None  # noqa: S101
        properties = self._heading.find("SceneProperties")
        if properties is None:
            properties = Xml.Element("SceneProperties", Title="")
            self._heading.insert(0, properties)
        summary = properties.find("Summary")
        if summary is None:
            summary = Xml.SubElement(properties, "Summary")
        paragraph = Xml.SubElement(summary, "Paragraph")
        for run in parse_runs(element.text):
            _write_text(paragraph, run)


def _attributes(element: Element) -> dict[str, str]:
    printed = plain_text(parse_runs(element.text)).strip()
    attributes: dict[str, str] = {}
    if element.kind is _K.CENTERED:
        attributes["Alignment"] = "Center"
    if element.number:
        attributes["Number"] = clean(element.number)
    attributes["Type"] = _type(element, printed)
    return attributes


def _type(element: Element, printed: str) -> str:
    if element.kind is _K.SECTION:
        return f"Outline {max(element.depth, 1)}"
    if element.kind is _K.CENTERED and _NEW_ACT.fullmatch(printed):
        return "New Act"
    if element.kind is _K.CENTERED and _END_OF_ACT.fullmatch(printed):
        return "End of Act"
    return _TYPES.get(element.kind, "General")


def _write_text(paragraph: Xml.Element, run: Run) -> str:
    """Append a run; what of it was written."""
    styles = [name for style, name in _STYLES if run.style & style]
    text = Xml.SubElement(paragraph, "Text", {"Style": "+".join(styles)} if styles else {})
    text.text = clean(run.text)
    return text.text


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)


# -- notes, title page, settings -------------------------------------------------------------------


def _notes_block(notes: Sequence[tuple[int, int, str]]) -> Xml.Element:
    block = Xml.Element("ScriptNotes")
    for number, (start, end, text) in enumerate(notes, 1):
        _write_note(block, text, {"Id": str(number), "Name": "", "Range": f"{start},{end}", "Type": ""})
    return block


def _write_note(parent: Xml.Element, text: str, attributes: dict[str, str]) -> None:
    note = Xml.SubElement(parent, "ScriptNote", attributes)
    for line in clean(text).split("\n"):
        Xml.SubElement(Xml.SubElement(note, "Paragraph"), "Text").text = line


def _write_title_page(root: Xml.Element, script: Screenplay) -> None:
    if not script.title_page:
        return
    content = Xml.SubElement(Xml.SubElement(root, "TitlePage"), "Content")
    below = False
    _blank_lines(content, 18)
    for key, lines in script.title_page:
        centred = key.lower() in _CENTRED_FIELDS
        if below is centred:
            _blank_lines(content, 1 if centred else 18)
            below = not centred
        for line in lines or ("",):
            _title_line(content, key, line, "Center" if centred else "Left")
        if centred:
            _blank_lines(content, 1)


def _title_line(content: Xml.Element, key: str, line: str, alignment: str) -> None:
    paragraph = Xml.SubElement(content, "Paragraph", Alignment=alignment, Field=clean(key))
    shown = line if key.lower() in _BARE_FIELDS else f"{key}: {line}"
    for run in parse_runs(shown):
        if not run.note:
            _write_text(paragraph, run)


def _blank_lines(content: Xml.Element, count: int) -> None:
    for _ in range(count):
        Xml.SubElement(Xml.SubElement(content, "Paragraph", Alignment="Center"), "Text")


def _write_settings(
    root: Xml.Element, kind: str, left: float, right: float, above: int, alignment: str, following: str
) -> None:
    settings = Xml.SubElement(root, "ElementSettings", Type=kind)
    Xml.SubElement(settings, "FontSpec", Font="Courier Prime", Size="12", Style="")
    Xml.SubElement(
        settings,
        "ParagraphSpec",
        Alignment=alignment,
        FirstIndent="-0.10" if kind == "Parenthetical" else "0.00",
        LeftIndent=f"{left:.2f}",
        RightIndent=f"{right:.2f}",
        SpaceBefore=str(above),
        Spacing="1",
        StartsNewPage="No",
    )
    Xml.SubElement(settings, "Behavior", PaginateAs=_paginated_as(kind), ReturnKey=following)


def _paginated_as(kind: str) -> str:
    if kind == "Singing":
        return "Dialogue"
    return "Action" if kind.startswith("Outline") else kind
