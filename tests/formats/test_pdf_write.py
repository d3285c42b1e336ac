"""PDFs are read back: text, places on the page, fonts, numbers."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import Failure
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.formats.geometry import A4
from scriptwriter.formats.pdf_write import write_pdf
from scriptwriter.services import paths

_SCRIPT = """Title: _The Ferry_
Credit: by
Author: Ann Example
Draft date: 1/2/2026
Contact:
    Ann Example
    ann@example.org
Genre: drama

INT. FERRY - NIGHT #1A#

She *waits*. [[not for the reader]]

NELL
(softly)
Ärger — “quoted” … é.

> THE END <

CUT TO:
"""


def _write(text: str, **more) -> PdfReader:
    classifier = LineClassifier(text.split("\n"))
    data = write_pdf(classifier.lines, classifier.kinds, paths.resources_dir() / "fonts", **more)
    return PdfReader(io.BytesIO(data))


def _places(reader: PdfReader, page: int) -> dict[str, tuple[float, float]]:
    """Every string on a page and where it begins, in inches from the left and from the top."""
    found = {}
    height = float(reader.pages[page].mediabox.height)

    def visit(text, _user, matrix, _font, _size):
        if text.strip():
            found[text.strip()] = (matrix[4] / 72, (height - matrix[5]) / 72)

    reader.pages[page].extract_text(visitor_text=visit)
    return found


def test_elements_stand_where_the_trade_wants_them():
    places = _places(_write(_SCRIPT), 1)
    lefts = {text: round(left, 1) for text, (left, _) in places.items()}
    assert lefts["INT. FERRY - NIGHT"] == 1.5
    assert lefts["NELL"] == 3.7
    assert lefts["(softly)"] == 3.1
    assert lefts["Ärger — “quoted” … é."] == 2.5
    assert lefts["CUT TO:"] == pytest.approx(7.5 - 0.7)
    assert "1.1" not in lefts
    numbers = [text for text in places if text == "1A"]
    assert numbers
    assert "not for the reader" not in " ".join(places)
    # An inch of margin above.
    assert places["INT. FERRY - NIGHT"][1] == pytest.approx(1 + 1 / 6, abs=0.05)


def test_the_title_page_comes_first_and_has_what_a_reader_needs():
    reader = _write(_SCRIPT)
    text = reader.pages[0].extract_text()
    for words in ("The Ferry", "by", "Ann Example", "1/2/2026", "ann@example.org"):
        assert words in text
    assert "drama" not in text
    assert "_" not in text
    assert reader.metadata is not None
    assert reader.metadata.title == "The Ferry"
    assert "The Ferry" not in _write(_SCRIPT, title_page=False).pages[0].extract_text()


def test_pages_are_numbered_from_the_second():
    body = "\n\n".join(["She waits for the ferry."] * 80)
    reader = _write(body)
    assert "1." not in reader.pages[0].extract_text()
    assert reader.pages[1].extract_text().lstrip().startswith("2.")


def test_the_paper_and_the_fonts():
    reader = _write(_SCRIPT, paper=A4)
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    fonts = reader.pages[1]["/Resources"]["/Font"]  # type: ignore[index]
    names = {fonts[name]["/BaseFont"] for name in fonts}
    assert all("CourierPrime" in name for name in names if "+" in name)
    assert any("Italic" in name for name in names)


def test_it_tells_how_far_it_is_and_can_be_cancelled():
    body = "\n\n".join(["She waits for the ferry."] * 300)
    told: list[float] = []
    _write(body, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 5
    token = CancelToken()
    with pytest.raises(Failure, match="cancelled"):
        _write(body, progress=lambda _part: token.set(), cancel=token)


def test_a_story_has_a_running_head():
    reader = _write("Title: The Ferry\nAuthor: Ann Example\n\n# One\n\nShe came.", prose=True)
    assert "Example / THE FERRY / 1" in reader.pages[1].extract_text()


def test_missing_fonts_are_one_line(tmp_path: Path, monkeypatch):
    from reportlab.pdfbase import pdfmetrics

    monkeypatch.setattr(pdfmetrics, "getRegisteredFontNames", list)
    with pytest.raises(Failure, match="missing or damaged"):
        write_pdf(["x"], LineClassifier(["x"]).kinds, tmp_path)


def test_revised_lines_have_their_mark():
    lines = _SCRIPT.split("\n")
    text = _write(_SCRIPT, revised=frozenset({lines.index("CUT TO:")})).pages[1].extract_text()
    assert text.count("*") == 1
