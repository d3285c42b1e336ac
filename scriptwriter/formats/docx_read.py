"""A Word file as a script: by the names of its styles, else by its indents, else by Fountain's rules.

The files come from strangers: sizes are checked from the archive's list before anything is unpacked, and only the
text and the styles are looked at. Footnotes, comments, text boxes, pictures and deleted text are left out.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element as Node

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadDocument
from scriptwriter.domain.screenplay import Element, Run, Screenplay, Style
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats import fountain_document, safe_xml
from scriptwriter.formats.columns import Line, elements_of, is_in_columns, is_name
from scriptwriter.formats.docx_styles import Look, StyleSheet, child, is_on, kind_of, section_depth, toggled, value
from scriptwriter.formats.fountain import guess_form
from scriptwriter.formats.imported import clean, element, fountain_text
from scriptwriter.formats.title_guess import TitleFields, guess_title_page

_K = ElementKind

MAX_BYTES = 128 * 1024 * 1024
_MAX_UNPACKED = 256 * 1024 * 1024
_MAX_PARTS = 10_000
#: Text packs to a twentieth; a part that grows more than this from nearly nothing is there to fill the memory.
_MAX_RATIO = 200
_SMALL = 1024 * 1024
_OLD_WORD = b"\xd0\xcf\x11\xe0"

#: Columns to an inch, and Word's twentieths of a point to an inch.
_COLUMNS = 10
_TWIPS = 1440
_TAB_COLUMNS = 5
#: Paragraphs further in than this are said by somebody, or centred by hand.
_SPEECH_INDENT = 5
#: What is said stands at least so far left of the name.
_BELOW_NAME = 3


@dataclass
class _Paragraph:
    """``indent`` in columns. ``breaks`` says that a page break stands before it, ``ends`` that one stands behind."""

    runs: list[Run]
    look: Look
    indent: float = 0
    breaks: bool = False
    ends: bool = False
    dual: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join(run.text for run in self.runs).strip()


def read_docx(data: bytes, name: str = "This") -> Screenplay:
    """Read a Word file (.docx). ``name`` is for the messages.

    Raises ``BadDocument`` for what is none, is damaged or protected, or unpacks to more than a document can have.
    """
    document, styles = _parts(data, name)
    sorry = f"{name} is not a Word file"
    body = child(safe_xml.parse(document, sorry), "body")
    if body is None:
        raise BadDocument(f"{sorry}: it has no text.")
    sheet = StyleSheet(safe_xml.parse(styles, sorry) if styles else None)
    return _script(list(_paragraphs(body, sheet)))


# -- the archive -----------------------------------------------------------------------------------


def _parts(data: bytes, name: str) -> tuple[bytes, bytes]:
    """The text and the styles."""
    if data.startswith(_OLD_WORD):
        raise BadDocument(f"{name} is an old Word file or has a password: save it as .docx without one first.")
    if len(data) > MAX_BYTES:
        raise BadDocument(f"{name} is too large for a Word file: {len(data) / 1e6:.0f} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _checked(archive, name)
            if "word/document.xml" not in parts:
                raise BadDocument(f"{name} is not a Word file: it is an archive of something else.")
            styles = archive.read("word/styles.xml") if "word/styles.xml" in parts else b""
            return archive.read("word/document.xml"), styles
    except (zipfile.BadZipFile, zlib.error, ValueError, LookupError, EOFError, OSError, NotImplementedError):
        raise BadDocument(f"{name} is not a Word file: it is damaged or of another kind.") from None
    except RuntimeError:
        raise BadDocument(f"{name} has a password: save it without one first.") from None


def _checked(archive: zipfile.ZipFile, name: str) -> frozenset[str]:
    """The names of all parts. Python reads no more of a part than the list promises, so the list can be trusted."""
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    swollen = any(part.file_size > _SMALL and part.file_size > _MAX_RATIO * part.compress_size for part in parts)
    if total > _MAX_UNPACKED or len(parts) > _MAX_PARTS or swollen:
        raise BadDocument(f"{name} is not a Word file that can be read: it unpacks to far too much.")
    return frozenset(part.filename for part in parts)


# -- paragraphs ------------------------------------------------------------------------------------


def _local(node: Node) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _paragraphs(parent: Node, sheet: StyleSheet) -> Iterator[_Paragraph]:
    for node in parent:
        name = _local(node)
        if name == "p":
            yield _paragraph(node, sheet)
        elif name == "tbl":
            yield from _table(node, sheet)
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _paragraphs(node, sheet)


def _table(table: Node, sheet: StyleSheet) -> Iterator[_Paragraph]:
    """Cells one after the other; a row whose cells all begin with a name has people speaking beside each other."""
    for row in (node for node in table if _local(node) == "tr"):
        cells = [list(_paragraphs(cell, sheet)) for cell in row if _local(cell) == "tc"]
        dual = len(cells) > 1 and all(cell and kind_of(cell[0].look.names) is _K.CHARACTER for cell in cells)
        for number, cell in enumerate(cells):
            if dual and number:
                cell[0].dual = True
            yield from cell


def _paragraph(node: Node, sheet: StyleSheet) -> _Paragraph:
    look = sheet.look(child(node, "pPr"))
    pieces = list(_pieces(node, sheet, look.capitals))
    runs = [Run(text, style) for text, style in pieces if text != "\f"]
    words = "".join(text for text, _ in pieces)
    before = "\f" in words[: len(words) - len(words.lstrip())]
    lead = "".join(run.text for run in runs)
    lead = lead[: len(lead) - len(lead.lstrip(" \t"))]
    indent = look.left / _TWIPS * _COLUMNS + lead.count(" ") + lead.count("\t") * _TAB_COLUMNS
    return _Paragraph(runs, look, indent, before or look.new_page, "\f" in words and not before)


def _pieces(parent: Node, sheet: StyleSheet, capitals: bool) -> Iterator[tuple[str, Style]]:
    """Letters and their style; ``\\f`` for a page break."""
    for node in parent:
        name = _local(node)
        if name == "r":
            yield from _run(node, sheet, capitals)
        elif name in ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "moveTo", "customXml"):
            yield from _pieces(node, sheet, capitals)


def _run(node: Node, sheet: StyleSheet, capitals: bool) -> Iterator[tuple[str, Style]]:
    properties = child(node, "rPr")
    style = sheet.letter_style(properties)
    shown_in_capitals = toggled(properties, "caps")
    upper = capitals if shown_in_capitals is None else shown_in_capitals
    if is_on(properties, "vanish"):
        return
    for part in node:
        text = _letters(part)
        if text:
            yield (text.upper() if upper else text), style


def _letters(node: Node) -> str:
    name = _local(node)
    if name == "t":
        return clean(node.text or "")
    if name == "br":
        return "\f" if value(node, "type") == "page" else "\n"
    return {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")


# -- what it is ------------------------------------------------------------------------------------


def _script(paragraphs: list[_Paragraph]) -> Screenplay:
    fields, body = _title_page(paragraphs)
    kinds = [kind_of(paragraph.look.names) for paragraph in body]
    if _K.CHARACTER in kinds or _K.SCENE_HEADING in kinds:
        return Screenplay(fields, tuple(_by_styles(body, kinds)))
    lines = _as_lines(body)
    if is_in_columns(lines):
        return Screenplay(fields, tuple(elements_of(lines)))
    text = "\n".join(_text_lines(body))
    if not any(section_depth(paragraph.look) for paragraph in body) and guess_form(text) is Form.SCRIPT:
        return Screenplay(fields, fountain_document.read(f"\n{text}").elements)
    return Screenplay(fields, tuple(_prose(body)))


def _title_page(paragraphs: list[_Paragraph]) -> tuple[TitleFields, list[_Paragraph]]:
    """The fields, and the paragraphs behind them."""
    end = 0
    for index, paragraph in enumerate(paragraphs):
        if paragraph.look.is_title:
            end = index + 1
        elif paragraph.text:
            break
    lines = [(fountain_text(one.runs).strip(), one.look.is_centred) for one in paragraphs[:end] if one.text]
    return guess_title_page(lines), paragraphs[end:]


def _with_breaks(paragraph: _Paragraph, made: Element | None) -> Iterator[Element]:
    if paragraph.breaks:
        yield Element(_K.PAGE_BREAK)
    if made is not None:
        yield made
    if paragraph.ends:
        yield Element(_K.PAGE_BREAK)


def _by_styles(paragraphs: Sequence[_Paragraph], kinds: Sequence[ElementKind | None]) -> Iterator[Element]:
    for paragraph, named in zip(paragraphs, kinds, strict=True):
        kind = named or (_K.CENTERED if paragraph.look.alignment == "center" else _K.ACTION)
        if kind is _K.SCENE_HEADING:
            made = _heading(paragraph)
        else:
            made = element(kind, fountain_text(paragraph.runs), dual=paragraph.dual)
        yield from _with_breaks(paragraph, made)


def _heading(paragraph: _Paragraph) -> Element | None:
    """Scene numbers stand in the margins, with tabs between."""
    whole = "".join(run.text for run in paragraph.runs)
    parts = [part.strip() for part in whole.split("\t")]
    numbered = len(parts) == 3 and parts[0] == parts[2] and bool(parts[0])
    if not numbered:
        return element(_K.SCENE_HEADING, fountain_text(paragraph.runs))
    start, end = whole.index("\t") + 1, whole.rindex("\t")
    return element(_K.SCENE_HEADING, fountain_text(_between(paragraph.runs, start, end)), number=parts[0])


def _between(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        yield Run(run.text[max(start - at, 0) : max(end - at, 0)], run.style)
        at += len(run.text)


def _as_lines(paragraphs: Sequence[_Paragraph]) -> list[Line]:
    """The paragraphs as lines of a page. Word has no blank lines to tell speeches by: they stand below a name."""
    lines: list[Line] = []
    breaks = False
    name: float | None = None
    for paragraph in paragraphs:
        breaks = breaks or paragraph.breaks
        if not paragraph.text:
            name = None
            continue
        said = name is not None and _SPEECH_INDENT <= paragraph.indent <= name - _BELOW_NAME
        runs = tuple(_stripped(paragraph.runs))
        lines.append(Line(paragraph.indent, runs, 0 if said else 1, page_break=breaks and bool(lines)))
        if not said:
            name = paragraph.indent if is_name(paragraph.text) else None
        breaks = paragraph.ends
    return lines


def _stripped(runs: Sequence[Run]) -> list[Run]:
    found = [Run(run.text.replace("\t", " "), run.style) for run in runs if run.text]
    while found and not found[0].text.strip():
        found.pop(0)
    if found:
        found[0] = Run(found[0].text.lstrip(), found[0].style)
        found[-1] = Run(found[-1].text.rstrip(), found[-1].style)
    return found


def _text_lines(paragraphs: Sequence[_Paragraph]) -> Iterator[str]:
    """The paragraphs as lines of Fountain; where the writer left none blank, all stand apart but names."""
    spaced = any(not paragraph.text for paragraph in paragraphs)
    after_name = True
    for paragraph in paragraphs:
        if paragraph.breaks:
            yield from ("", "===", "")
        text = fountain_text(paragraph.runs).strip()
        if not spaced and not after_name:
            yield ""
        yield text
        after_name = is_name(paragraph.text)


def _prose(paragraphs: Sequence[_Paragraph]) -> Iterator[Element]:
    for paragraph in paragraphs:
        depth = section_depth(paragraph.look)
        text = fountain_text(paragraph.runs)
        if depth:
            made = element(_K.SECTION, text, depth=depth)
        elif paragraph.text == "#":
            # Alone on its line it would be a section without a name.
            made = Element(_K.ACTION, "* * *")
        else:
            centred = paragraph.look.alignment == "center"
            made = element(_K.CENTERED if centred else _K.ACTION, text.lstrip())
        yield from _with_breaks(paragraph, made)
