import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadDocument, Failure
from scriptwriter.domain.script import ElementKind as K
from scriptwriter.formats import fountain_document, pdf_read
from scriptwriter.formats.pdf_read import read_pdf

#: From the paper's edge in points; ten letters to the inch.
ACTION, DIALOGUE, ASIDE, NAME, NUMBER, RIGHT, PAGE = 108.0, 180.0, 230.0, 266.0, 60.0, 550.0, 525.0
LEFT, END = (72.0, 540.0)
Row = tuple[float, str] | tuple[float, str, str] | None


def pdf(*pages: Sequence[Row], encrypt: str | None = None) -> bytes:
    """Rows from the top, 12 points high; None is a blank one. A third value is the font's style."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1, encrypt=encrypt)
    for page in pages:
        y = 756.0
        for row in page:
            y -= 12
            if row is not None:
                canvas.setFont("Courier" + (f"-{row[2]}" if len(row) == 3 else ""), 12)
                canvas.drawString(row[0], y, row[1])
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text_of(data: bytes) -> str:
    return fountain_document.write(read_pdf(data))


FIRST: list[Row] = [
    None,
    (ACTION, "EXT. HARBOUR - NIGHT"),
    None,
    (ACTION, "Fog over the water, and a single lamp that swings on the"),
    (ACTION, "pier. Nobody waits."),
    None,
    (NAME, "MARTA"),
    (ASIDE, "(out of breath)"),
    (DIALOGUE, "Wait! I am here, I have run the"),
    (DIALOGUE, "whole way down."),
    None,
    (NAME, "OLE (V.O.)"),
    (DIALOGUE, "We are closed."),
    None,
    (RIGHT - 140, "CUT TO:"),
]


class TestElements:
    def test_columns(self):
        assert text_of(pdf(FIRST)) == (
            "EXT. HARBOUR - NIGHT\n\nFog over the water, and a single lamp that swings on the pier. Nobody waits.\n\n"
            "MARTA\n(out of breath)\nWait! I am here, I have run the whole way down.\n\n"
            "OLE (V.O.)\nWe are closed.\n\nCUT TO:\n"
        )

    def test_numbers_in_both_margins(self):
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(612, 792), invariant=1)
        rows = [(NUMBER, 0, "2-B"), (ACTION, 0, "INT. A - DAY"), (RIGHT, 0, "2-B"), (NUMBER, 1, "3"), (RIGHT, 1, "3")]
        rows += [
            (ACTION, 1, "LATER"),
            (NAME, 3, "JO"),
            (DIALOGUE, 3.5, "Yes."),
            (NAME, 5, "ANN"),
            (DIALOGUE, 5.5, "No."),
        ]
        for x, row, text in rows:
            canvas.setFont("Courier", 12)
            canvas.drawString(x, 700 - 24 * row, text)
        canvas.save()
        assert text_of(buffer.getvalue()).startswith("INT. A - DAY #2-B#\n\n.LATER #3#\n\nJO\nYes.\n")

    def test_emphasis_from_the_fonts(self):
        rows: list[Row] = [*FIRST, None, (ACTION, "He is gone.", "Oblique"), None, (ACTION, "No.", "Bold")]
        assert text_of(pdf(rows)).endswith("*He is gone.*\n\n**No.**\n")

    def test_a_title_page(self):
        title: list[Row] = [*[None] * 18, (270, "THE FERRY"), None, (265, "Written by"), None, (265, "Ada Brandt")]
        title += [*[None] * 25, (ACTION, "ada@example.org")]
        script = read_pdf(pdf(title, FIRST))
        assert script.title_page == (
            ("Title", ("THE FERRY",)),
            ("Credit", ("Written by",)),
            ("Author", ("Ada Brandt",)),
            ("Contact", ("ada@example.org",)),
        )
        assert script.elements[0].kind is K.SCENE_HEADING

    def test_prose(self):
        rows: list[Row] = [
            (LEFT + 36, "It was a night without stars, and the ferry lay at the"),
            (LEFT, "quay as if it had been *forgotten* there."),
            (LEFT + 36, "Nobody came."),
        ]
        assert text_of(pdf(rows)) == (
            "It was a night without stars, and the ferry lay at the quay as if it had been \\*forgotten\\* there.\n\n"
            "Nobody came.\n"
        )

    def test_a_script_without_columns(self):
        rows: list[Row] = [(LEFT, "INT. A - DAY"), None, (LEFT, "JO"), (LEFT, "Yes."), None, (LEFT, "He goes.")]
        assert text_of(pdf(rows)) == "INT. A - DAY\n\nJO\nYes.\n\nHe goes.\n"


class TestPages:
    def test_a_speech_over_the_page_is_one(self):
        first: list[Row] = [*FIRST, None, (NAME, "MARTA"), (DIALOGUE, "One more. I can"), (NAME, "(MORE)")]
        first += [None, (ACTION + 300, "(CONTINUED)")]
        second: list[Row] = [
            (PAGE, "2."), None, (ACTION, "CONTINUED: (2)"), None, (NAME, "MARTA (CONT'D)"), (DIALOGUE, "pay you well."),
            None, (ACTION, "She does."), None, (NAME, "MARTA (CONT'D)"), (DIALOGUE, "See?"),
        ]  # fmt: skip
        assert text_of(pdf(first, second)).endswith(
            "MARTA\nOne more. I can pay you well.\n\nShe does.\n\nMARTA\nSee?\n"
        )

    def test_a_sentence_over_the_page_is_one(self):
        first: list[Row] = [*FIRST, None, (ACTION, "She looks at the water, which is as black as")]
        second: list[Row] = [(PAGE, "2."), None, (ACTION, "the sky above."), None, (ACTION, "Rain.")]
        text = text_of(pdf(first, second))
        assert text.endswith("She looks at the water, which is as black as the sky above.\n\nRain.\n")

    def test_headers_and_footers_fall_away(self):
        pages: list[list[Row]] = []
        for number in range(4):
            body: list[Row] = [(ACTION, f"EXT. HARBOUR {'ABCD'[number]} - NIGHT"), *FIRST[2:]]
            pages.append([(ACTION, f"THE FERRY - {number}/3/2020"), None, *body, None, (LEFT, "COMPANY")])
        text = text_of(pdf(*pages))
        assert "THE FERRY" not in text
        assert "COMPANY" not in text
        assert text.count("EXT. HARBOUR") == 4


def packed(pages: int, stream: bytes) -> bytes:
    """A PDF whose pages all draw the same compressed stream."""
    writer = PdfWriter()
    content = DecodedStreamObject()
    content.set_data(stream)
    reference = writer._add_object(content.flate_encode())
    for _ in range(pages):
        writer.add_blank_page(612, 792)[NameObject("/Contents")] = reference
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


class TestBadFiles:
    @pytest.mark.parametrize(
        ("make", "words"),
        [
            (lambda: b"", "not a PDF file"),
            (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(2000), "not a PDF file"),
            (lambda: b"%PDF-1.7\n" + bytes(2000), "damaged"),
            (lambda: pdf(FIRST)[:700], ""),
            (lambda: pdf([]), "pictures"),
            (lambda: pdf(FIRST, encrypt="secret"), "password"),
            (lambda: packed(1, b" " * (40 * 1024 * 1024)), "far too much"),
            (lambda: packed(3, b"x" * 100 + b"\n" * (40 * 1024 * 1024)), "far too much"),
            (lambda: packed(2001, b""), "too many pages"),
        ],
        ids="empty jpeg junk truncated scan password bomb bombs pages".split(),
    )
    def test_one_line(self, make, words: str):
        with pytest.raises(BadDocument) as caught:
            read_pdf(make(), None, "x.pdf")
        assert str(caught.value).startswith("x.pdf ")
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_letters(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(pdf_read, "_MAX_LETTERS", 50)
        with pytest.raises(BadDocument, match="too much text"):
            read_pdf(pdf(FIRST))

    def test_cancelling(self):
        cancel = CancelToken()
        cancel.set()
        with pytest.raises(Failure, match="cancelled"):
            read_pdf(pdf(FIRST), cancel)

    @settings(max_examples=80, deadline=None)
    @given(st.integers(0, 5000), st.binary(min_size=1, max_size=6))
    def test_damage_is_one_line_or_a_script(self, at: int, junk: bytes):
        data = pdf(FIRST)
        at %= len(data)
        try:
            read_pdf(data[:at] + junk + data[at + len(junk) :])
        except BadDocument as error:
            assert "\n" not in str(error)


def test_the_helper_makes_what_it_should():
    assert len(PdfReader(io.BytesIO(pdf(FIRST, FIRST))).pages) == 2
