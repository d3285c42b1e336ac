"""A script as a Word file. Notes, boneyard, sections and synopses of a screenplay are left out."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from scriptwriter.domain.screenplay import Element, Screenplay, Style
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.imported import clean
from scriptwriter.formats.layout import (
    PieceKind,
    TitlePage,
    blocks,
    is_dual,
    printed_runs,
    prose_pieces,
    speeches,
    surname,
    title_page,
)

_K = ElementKind

PaperName = Literal["letter", "a4"]
#: Width and height in inches.
_PAPERS = {"letter": (8.5, 11.0), "a4": (210 / 25.4, 297 / 25.4)}
#: Every computer with Word has it; Courier Prime would be replaced by something that is not monospaced.
_FONT = "Courier New"
_PROSE_FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style: indents in inches, space above in points."""

    left: float = 0
    right: float = 0
    above: int = 0
    alignment: str = "LEFT"
    keep: bool = False
    italic: bool = False
    first_line: float = 0
    double: bool = False
    new_page: bool = False


_LOOKS = {
    "Scene Heading": _Look(above=24, keep=True),
    "Action": _Look(above=12),
    "Character": _Look(left=2.2, above=12, keep=True),
    "Parenthetical": _Look(left=1.6, right=1.9, keep=True),
    "Dialogue": _Look(left=1.0, right=1.5),
    "Lyrics": _Look(left=1.0, right=1.5, italic=True),
    "Transition": _Look(above=12, alignment="RIGHT"),
    "Centered": _Look(above=12, alignment="CENTER"),
    "Dual Character": _Look(left=0.8, above=12, keep=True),
    "Dual Parenthetical": _Look(left=0.4, right=0.4, keep=True),
    "Dual Dialogue": _Look(),
    "Dual Lyrics": _Look(italic=True),
}
_PROSE_LOOKS = {
    "Manuscript": _Look(first_line=0.5, double=True),
    "Chapter": _Look(above=120, alignment="CENTER", keep=True, double=True, new_page=True),
    "Subchapter": _Look(above=24, alignment="CENTER", keep=True, double=True),
    "Scene Break": _Look(alignment="CENTER", keep=True, double=True),
    "Centered": _Look(alignment="CENTER", double=True),
}
_TITLE_LOOKS = {
    "Title Page": _Look(above=12, alignment="CENTER"),
    "Title Page Left": _Look(),
    "Title Page Right": _Look(alignment="RIGHT"),
}
_STYLES = {
    _K.SCENE_HEADING: "Scene Heading",
    _K.CHARACTER: "Character",
    _K.PARENTHETICAL: "Parenthetical",
    _K.DIALOGUE: "Dialogue",
    _K.LYRICS: "Lyrics",
    _K.TRANSITION: "Transition",
    _K.CENTERED: "Centered",
}
_PIECE_STYLES = {
    PieceKind.PARAGRAPH: "Manuscript",
    PieceKind.CENTRED: "Centered",
    PieceKind.SCENE_BREAK: "Scene Break",
    PieceKind.CHAPTER: "Chapter",
}


def write_docx(
    script: Screenplay, prose: bool = False, paper: PaperName = "letter", *, with_title_page: bool = True
) -> bytes:
    """The file's bytes. A screenplay to the trade's layout, or with ``prose`` a manuscript, double spaced."""
    from docx import Document

    writer = _Writer(Document(), paper, prose)
    front = title_page(script) if with_title_page else None
    if front is not None:
        writer.write_title_page(front)
    if prose:
        writer.write_prose(script)
    else:
        writer.write_script(script)
    writer.write_header(_running_head(script) if prose else "")
    properties = writer.document.core_properties
    properties.title = clean(script.title)
    properties.author = clean(", ".join(script.field("author", "authors")))
    properties.comments = ""
    buffer = io.BytesIO()
    writer.document.save(buffer)
    return buffer.getvalue()


def _running_head(script: Screenplay) -> str:
    return clean(" / ".join(part.upper() for part in (surname(script), script.title) if part))


class _Writer:
    """Fills python-docx's empty document."""

    def __init__(self, document: Any, paper: PaperName, prose: bool) -> None:
        self.document = document
        self._width = _PAPERS[paper][0] - (2.0 if prose else 2.5)
        self._page_break = False
        self._style_ids: dict[str, str] = {}
        normal = document.styles["Normal"]
        _set_font(normal, _PROSE_FONT if prose else _FONT)
        normal.paragraph_format.space_after = 0
        for name, look in {**_TITLE_LOOKS, **(_PROSE_LOOKS if prose else _LOOKS)}.items():
            _add_style(document, name, look)
        self._set_page(document.sections[0], paper, prose)

    def _set_page(self, section: Any, paper: PaperName, prose: bool) -> None:
        from docx.shared import Inches

        section.page_width, section.page_height = (Inches(side) for side in _PAPERS[paper])
        section.left_margin = Inches(1.0 if prose else 1.5)
        section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
        section.header_distance = Inches(0.5)

    # -- title page, header ------------------------------------------------------------------------

    def write_title_page(self, front: TitlePage) -> None:
        from docx.enum.section import WD_SECTION
        from docx.shared import Pt

        first: Any = None
        for key, lines in front.centred:
            for line in lines:
                paragraph = self._add("Title Page", line)
                first = first or paragraph
            if key == "title":
                paragraph.paragraph_format.space_after = Pt(24)
        if first is not None:
            first.paragraph_format.space_before = Pt(200)
        below: list[Any] = [self._add("Title Page Left", line) for line in front.left]
        below += [self._add("Title Page Right", line) for line in front.right]
        if below:
            below[0].paragraph_format.space_before = Pt(200)
        self.document.add_section(WD_SECTION.NEW_PAGE)

    def write_header(self, head: str) -> None:
        """Page numbers from the second page on; the title page has none and is not counted."""
        section = self.document.sections[-1]
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = False
        section.first_page_header.is_linked_to_previous = False
        _restart_numbers(section)
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = _alignment("RIGHT")
        if head:
            paragraph.add_run(f"{head} / ")
        _add_page_field(paragraph)
        if not head:
            paragraph.add_run(".")

    # -- screenplays -------------------------------------------------------------------------------

    def write_script(self, script: Screenplay) -> None:
        for block in blocks(script):
            if is_dual(block):
                self._write_dual(block)
                continue
            for element in block:
                self._write_element(element)
        self._flush_page_break()

    def _write_element(self, element: Element) -> None:
        if element.kind is _K.PAGE_BREAK:
            self._flush_page_break()
            self._page_break = True
        elif element.kind is _K.SCENE_HEADING and element.number:
            self._write_numbered(element)
        else:
            self._add(_STYLES.get(element.kind, "Action"), element.text)

    def _write_numbered(self, heading: Element) -> None:
        from docx.shared import Inches

        paragraph = self._add("Scene Heading", "")
        paragraph.paragraph_format.first_line_indent = Inches(-0.75)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(0))
        paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(self._width + 0.6), _tab_right())
        number = clean(heading.number)
        paragraph.add_run(f"{number}\t")
        _add_runs(paragraph, heading.text)
        paragraph.add_run(f"\t{number}")

    def _write_dual(self, block: Sequence[Element]) -> None:
        if self._page_break:
            self._flush_page_break()
        sides = speeches(block)
        table = self.document.add_table(rows=1, cols=len(sides))
        for cell, speech in zip(table.rows[0].cells, sides, strict=True):
            for number, element in enumerate(speech):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                self._set_style(paragraph, f"Dual {_STYLES[element.kind]}")
                _add_runs(paragraph, element.text)

    # -- prose -------------------------------------------------------------------------------------

    def write_prose(self, script: Screenplay) -> None:
        for piece in prose_pieces(script):
            if piece.kind is PieceKind.PAGE_BREAK:
                self._flush_page_break()
                self._page_break = True
            elif piece.kind is PieceKind.CHAPTER and piece.depth > 1:
                _set_outline(self._add("Subchapter", piece.text), piece.depth)
            elif piece.kind is PieceKind.CHAPTER:
                _set_outline(self._add("Chapter", piece.text), 1)
            else:
                text = "#" if piece.kind is PieceKind.SCENE_BREAK else piece.text
                self._add(_PIECE_STYLES[piece.kind], text)
        self._flush_page_break()

    # -- paragraphs --------------------------------------------------------------------------------

    def _add(self, style: str, text: str) -> Any:
        paragraph = self.document.add_paragraph()
        self._set_style(paragraph, style)
        if self._page_break:
            paragraph.paragraph_format.page_break_before = True
            self._page_break = False
        _add_runs(paragraph, text)
        return paragraph

    def _set_style(self, paragraph: Any, name: str) -> None:
        # python-docx looks a name up among all styles every time, which takes most of a long script's time.
        if name not in self._style_ids:
            self._style_ids[name] = self.document.styles[name].style_id
        paragraph._p.get_or_add_pPr().style = self._style_ids[name]

    def _flush_page_break(self) -> None:
        """An empty paragraph for a page break that no paragraph below can take."""
        if self._page_break:
            self._add("Normal", "")


# -- python-docx and what it has no words for ------------------------------------------------------


def _add_runs(paragraph: Any, text: str) -> None:
    for run in printed_runs(text):
        added = paragraph.add_run(clean(run.text))
        added.bold = True if run.style & Style.BOLD else None
        added.italic = True if run.style & Style.ITALIC else None
        added.underline = True if run.style & Style.UNDERLINE else None


def _add_style(document: Any, name: str, look: _Look) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Inches, Pt

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.italic = look.italic or None
    layout = style.paragraph_format
    layout.left_indent, layout.right_indent = Inches(look.left), Inches(look.right)
    layout.first_line_indent = Inches(look.first_line)
    layout.space_before, layout.space_after = Pt(look.above), Pt(0)
    layout.alignment = _alignment(look.alignment)
    layout.keep_with_next = look.keep
    layout.page_break_before = look.new_page
    layout.widow_control = True
    if look.double:
        layout.line_spacing_rule = WD_LINE_SPACING.DOUBLE
    else:
        layout.line_spacing = Pt(12)


def _alignment(name: str) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    return WD_ALIGN_PARAGRAPH[name]


def _tab_right() -> Any:
    from docx.enum.text import WD_TAB_ALIGNMENT

    return WD_TAB_ALIGNMENT.RIGHT


def _set_font(style: Any, name: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = name, Pt(12)
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), name)


def _add_page_field(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _restart_numbers(section: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    # Word wants the parts of a section in their order.
    section._sectPr.find(qn("w:cols")).addprevious(numbers)


def _set_outline(paragraph: Any, depth: int) -> None:
    """Let Word's navigation know a chapter; the style stays what it is."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), str(min(depth, 9) - 1))
    paragraph._p.get_or_add_pPr().append(level)
