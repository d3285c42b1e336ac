import io
import struct
import zipfile
from pathlib import Path
from typing import Literal

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Inches, Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptwriter.domain.errors import BadDocument
from scriptwriter.domain.screenplay import Screenplay
from scriptwriter.domain.script import ElementKind as K
from scriptwriter.formats import docx_read, fountain_document
from scriptwriter.formats.docx import read_docx, write_docx

GOLDEN = Path(__file__).parents[1] / "golden"
TEXT = (GOLDEN / "everything.fountain").read_text(encoding="utf-8")
EVERYTHING = fountain_document.read(TEXT)
UNPRINTED = {K.NOTE, K.BONEYARD, K.SECTION, K.SYNOPSIS}
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STORY = (
    "Title: The Sea\nAuthor: Ada Brandt\n\n# One\n\nIt *was* night.\nIt rained.\n\n***\n\nMorning.\n\n# Two\n\nEnd.\n"
)


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def word(body: str, head: str = "") -> bytes:
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
    return archive({"word/document.xml": xml.encode()})


def said(script: Screenplay) -> list[tuple[K, str]]:
    return [(one.kind, one.text) for one in script.elements]


class TestRoundTrip:
    def test_all_that_is_printed_comes_back(self):
        again = read_docx(write_docx(EVERYTHING))
        wanted = [one for one in EVERYTHING.elements if one.kind not in UNPRINTED]
        note = "[[How old is she really?]] "
        assert [one.text for one in again.elements] == [one.text.replace(note, "") for one in wanted]
        assert [(one.kind, one.number, one.dual) for one in again.elements] == [
            (one.kind, one.number, one.dual) for one in wanted
        ]
        assert again.title == EVERYTHING.title
        for key in ("Credit", "Author", "Source", "Draft date", "Contact"):
            assert again.field(key) == EVERYTHING.field(key)

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.sampled_from(TEXT.split("\n")), max_size=15), st.booleans())
    def test_any_fountain_can_be_written_and_read(self, lines: list[str], prose: bool):
        script = fountain_document.read("\n".join(lines))
        read_docx(write_docx(script, prose))

    def test_prose(self):
        script = read_docx(write_docx(fountain_document.read(STORY), prose=True))
        assert said(script) == [
            (K.SECTION, "One"),
            (K.ACTION, "It *was* night."),
            (K.ACTION, "It rained."),
            (K.ACTION, "* * *"),
            (K.ACTION, "Morning."),
            (K.SECTION, "Two"),
            (K.ACTION, "End."),
        ]
        assert script.title == "The Sea"


class TestWriting:
    def test_paragraphs_have_the_names_of_the_elements(self):
        document = Document(io.BytesIO(write_docx(EVERYTHING)))
        styles = {one.text: one.style.name for one in document.paragraphs if one.style}
        assert styles["MARTA"] == "Character"
        assert styles["(out of breath)"] == "Parenthetical"
        assert styles["CUT TO:"] == "Transition"
        assert styles["1\tEXT. HARBOUR - NIGHT\t1"] == "Scene Heading"
        character = document.styles["Character"].paragraph_format  # type: ignore[attr-defined]
        assert character.left_indent == Inches(2.2)
        assert character.keep_with_next

    def test_paper(self):
        papers: tuple[tuple[Literal["letter", "a4"], tuple[int, int]], ...] = (
            ("letter", (Inches(8.5), Inches(11))),
            ("a4", (Mm(210), Mm(297))),
        )
        for paper, size in papers:
            section = Document(io.BytesIO(write_docx(EVERYTHING, paper=paper))).sections[-1]
            for side, wanted in zip((section.page_width, section.page_height), size, strict=True):
                assert side is not None
                assert abs(side - wanted) < 1000
            assert section.left_margin == Inches(1.5)

    def test_dual_dialogue_is_a_table_without_borders(self):
        (table,) = Document(io.BytesIO(write_docx(EVERYTHING))).tables
        assert [cell.paragraphs[0].text for cell in table.rows[0].cells] == ["MARTA", "OLE"]
        assert "tblBorders" not in table._tbl.xml

    def test_page_numbers_begin_on_the_second_page(self):
        section = Document(io.BytesIO(write_docx(EVERYTHING))).sections[-1]
        assert section.different_first_page_header_footer
        assert 'w:instr="PAGE"' in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml

    def test_the_header_of_a_manuscript(self):
        document = Document(io.BytesIO(write_docx(fountain_document.read(STORY), prose=True)))
        assert document.sections[-1].header.paragraphs[0].text.startswith("BRANDT / THE SEA / ")
        chapters = [one for one in document.paragraphs if one.style and one.style.name == "Chapter"]
        assert [one.text for one in chapters] == ["One", "Two"]
        manuscript = document.styles["Manuscript"].paragraph_format  # type: ignore[attr-defined]
        assert manuscript.first_line_indent == Inches(0.5)
        assert manuscript.line_spacing == 2

    def test_notes_do_not_leave_the_house(self):
        with zipfile.ZipFile(io.BytesIO(write_docx(EVERYTHING))) as file:
            everything = b"".join(file.read(name) for name in file.namelist())
        for words in (b"How old", b"first draft", b"never wanted", b"arrives late", b"python-docx"):
            assert words not in everything


class TestReadingOthers:
    def test_by_indents(self):
        document = Document()
        for text, indent in (
            ("INT. ROOM - DAY", 0), ("She waits.", 0), ("JO", 2.2), ("(low)", 1.6), ("NO!", 1.0), ("He goes.", 0),
            ("ANN", 2.2), ("Stay.", 1.0),
        ):  # fmt: skip
            document.add_paragraph(text).paragraph_format.left_indent = Inches(indent)
        assert fountain_document.write(read_docx(saved(document))) == (
            "INT. ROOM - DAY\n\nShe waits.\n\nJO\n(low)\nNO!\n\nHe goes.\n\nANN\nStay.\n"
        )

    def test_by_the_rules_of_fountain(self):
        document = Document()
        for text in ("INT. ROOM - DAY", "She waits.", "JO", "No!", "CUT TO:"):
            document.add_paragraph(text)
        kinds = [kind for kind, _ in said(read_docx(saved(document)))]
        assert kinds == [K.SCENE_HEADING, K.ACTION, K.CHARACTER, K.DIALOGUE, K.TRANSITION]

    def test_a_story(self):
        document = Document()
        document.add_paragraph("The Sea", style="Title")
        document.add_heading("One", 1)
        paragraph = document.add_paragraph("It ")
        paragraph.add_run("was").bold = True
        paragraph.add_run(" night.").add_break(WD_BREAK.PAGE)
        document.add_paragraph("Morning came, and with it the boats.")
        script = read_docx(saved(document))
        assert script.title == "The Sea"
        assert said(script) == [
            (K.SECTION, "One"),
            (K.ACTION, "It **was** night."),
            (K.PAGE_BREAK, ""),
            (K.ACTION, "Morning came, and with it the boats."),
        ]

    def test_deleted_text_is_gone_and_inserted_text_is_there(self):
        body = (
            "<w:p><w:r><w:t>One </w:t></w:r><w:del><w:r><w:delText>two</w:delText><w:t>two</w:t></w:r></w:del>"
            "<w:ins><w:r><w:t>three</w:t></w:r></w:ins><w:hyperlink><w:r><w:t> four</w:t></w:r></w:hyperlink>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
        )
        assert said(read_docx(word(body))) == [(K.ACTION, "One three four")]


def bomb() -> bytes:
    """Half a gigabyte of nothing, in half a megabyte."""
    return archive({"word/document.xml": b"\0" * (300 * 1024 * 1024)})


def many_parts() -> bytes:
    return archive({f"word/{number}.xml": b"" for number in range(10_001)} | {"word/document.xml": b"<a/>"})


def lying() -> bytes:
    """A list that promises 10 bytes where a megabyte follows."""
    data = bytearray(archive({"word/document.xml": b"\0" * 1_000_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


class TestBadFiles:
    @pytest.mark.parametrize(
        "make",
        [
            lambda: b"",
            lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(500),
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
            lambda: write_docx(EVERYTHING)[:20_000],
            bomb,
            many_parts,
            lying,
            lambda: archive({"mimetype": b"application/epub+zip"}),
            lambda: archive({"word/document.xml": b"no xml"}),
            lambda: archive({"word/document.xml": b"<a/>"}),
            lambda: word("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", LAUGHS),
            lambda: word("<w:p>" * 5000 + "</w:p>" * 5000),
        ],
        ids="empty jpeg old truncated bomb parts lying epub noxml nobody laughs deep".split(),
    )
    def test_one_line(self, make):
        with pytest.raises(BadDocument) as caught:
            read_docx(make(), "x.docx")
        assert str(caught.value).startswith("x.docx ")
        assert "\n" not in str(caught.value)

    def test_size(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(docx_read, "MAX_BYTES", 1000)
        with pytest.raises(BadDocument, match="too large"):
            read_docx(write_docx(EVERYTHING))

    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 60_000), st.binary(min_size=1, max_size=4))
    def test_damage_is_one_line_or_a_script(self, at: int, junk: bytes):
        at %= len(WRITTEN)
        try:
            read_docx(WRITTEN[:at] + junk + WRITTEN[at + len(junk) :])
        except BadDocument as error:
            assert "\n" not in str(error)


WRITTEN = write_docx(EVERYTHING)
