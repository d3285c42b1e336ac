from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.domain.screenplay import Element, Screenplay
from scriptwriter.domain.script import ElementKind as K
from scriptwriter.formats import fountain_document
from scriptwriter.formats.html import write_html

GOLDEN = Path(__file__).parents[1] / "golden"
EVERYTHING = fountain_document.read((GOLDEN / "everything.fountain").read_text(encoding="utf-8"))
VOID = {"meta", "br", "hr"}


class Page(HTMLParser):
    """Which elements with which class hold what; complains about anything left open."""

    def __init__(self, text: str):
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str, str]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tag, name = self.open[-1] if self.open else ("", "")
        self.found.append((tag, name, data))

    def words(self, name: str) -> list[str]:
        return [data for _, found, data in self.found if found == name]


def test_golden():
    assert write_html(EVERYTHING) == (GOLDEN / "everything.html").read_text(encoding="utf-8")


def test_what_is_not_printed_is_not_there():
    text = write_html(EVERYTHING)
    for words in ("How old is she", "first draft", "arrives late", "Act Two", "never wanted to leave", "drama"):
        assert words not in text


def test_numbers_stand_on_both_sides_and_are_read_once():
    script = Screenplay(elements=(Element(K.SCENE_HEADING, "INT. A", number='1"<'),))
    text = write_html(script)
    assert Page(text).words("number left") == ['1"<']
    assert '<span class="number right" aria-hidden="true">' in text


def test_dual_dialogue_stands_side_by_side():
    body = write_html(EVERYTHING).partition('<div class="dual">')[2]
    assert body.count('<div class="speech">', 0, body.index("</div>\n</div>")) == 2


def test_the_title_page_can_be_left_out():
    assert '<header class="title-page">' in write_html(EVERYTHING)
    assert '<header class="title-page">' not in write_html(EVERYTHING, with_title_page=False)


def test_prose():
    script = fountain_document.read(
        "Title: Sea\n\n# One\n\nIt *was* night.\nIt rained.\n\n***\n\nMorning.\n\n# Two\n\nEnd.\n"
    )
    text = write_html(script, prose=True)
    page = Page(text)
    assert page.words("chapter") == ["One"]
    assert page.words("chapter new-page") == ["Two"]
    assert page.words("scene-break") == ["#"]
    assert page.words("paragraph") == ["It ", " night.", "It rained.", "Morning.", "End."]
    assert "<em>was</em>" in text


def test_nothing_is_loaded_and_it_is_dark_in_the_dark():
    text = write_html(EVERYTHING)
    assert "default-src 'none'" in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert "http:" not in text
    assert "https:" not in text


EVIL = '</p><script>alert("x")</script>&amp;<img src=x onerror="y">\'"'


@given(st.sampled_from([*K]), st.booleans())
def test_everything_is_escaped(kind: K, prose: bool):
    script = Screenplay(
        (("Title", (EVIL,)), ("Author", (EVIL,)), (EVIL, (EVIL,)), ("Language", (EVIL,))),
        (Element(K.CHARACTER, EVIL), Element(kind, EVIL, number=EVIL, depth=1)),
    )
    text = write_html(script, prose)
    assert "<script" not in text
    assert "<img" not in text
    Page(text)
