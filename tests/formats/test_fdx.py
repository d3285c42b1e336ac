from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptwriter.domain.errors import BadDocument
from scriptwriter.domain.screenplay import Element, Run, Screenplay, Style
from scriptwriter.domain.script import ElementKind as K
from scriptwriter.formats import fdx_read, fountain_document, safe_xml
from scriptwriter.formats.fdx import read_fdx, write_fdx
from scriptwriter.formats.imported import element, fountain_text
from scriptwriter.formats.inline import parse_runs

GOLDEN = Path(__file__).parents[1] / "golden"
EVERYTHING = fountain_document.read((GOLDEN / "everything.fountain").read_text(encoding="utf-8"))


def fdx(content: str, rest: str = "") -> bytes:
    body = f'<FinalDraft DocumentType="Script" Version="5"><Content>{content}</Content>{rest}</FinalDraft>'
    return b'<?xml version="1.0" encoding="UTF-8"?>' + body.encode()


def paragraph(kind: str, text: str, attributes: str = "") -> str:
    return f'<Paragraph Type="{kind}" {attributes}><Text>{text}</Text></Paragraph>'


def said(script: Screenplay) -> list[tuple[K, str]]:
    return [(one.kind, one.text) for one in script.elements]


def letters(text: str) -> str:
    return "".join(run.text for run in parse_runs(text))


class TestRoundTrip:
    def test_golden(self):
        assert write_fdx(EVERYTHING).decode() == (GOLDEN / "everything.fdx").read_text(encoding="utf-8")

    def test_all_of_fountain_but_the_boneyard_comes_back(self):
        again = read_fdx(write_fdx(EVERYTHING))
        assert again.elements == tuple(one for one in EVERYTHING.elements if one.kind is not K.BONEYARD)
        assert [key for key, _ in again.title_page] == [key for key, _ in EVERYTHING.title_page]
        assert again.title_page[1:] == EVERYTHING.title_page[1:]
        assert again.title == EVERYTHING.title

    def test_the_second_time_nothing_changes(self):
        data = write_fdx(read_fdx(write_fdx(EVERYTHING)))
        assert write_fdx(read_fdx(data)) == data

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def test_any_script(self, data: st.DataObject):
        script = Screenplay((), tuple(data.draw(scripts())))
        once = read_fdx(write_fdx(script))
        assert [(one.kind, one.number, one.depth, one.dual) for one in once.elements] == [
            (one.kind, one.number, one.depth, one.dual) for one in script.elements
        ]
        assert [letters(one.text) for one in once.elements] == [letters(one.text) for one in script.elements]
        assert read_fdx(write_fdx(once)) == once

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.sampled_from((GOLDEN / "everything.fountain").read_text(encoding="utf-8").split("\n"))))
    def test_any_fountain(self, lines: list[str]):
        once = read_fdx(write_fdx(fountain_document.read("\n".join(lines))))
        assert read_fdx(write_fdx(once)) == once


LETTERS = st.text(st.sampled_from("abcXYZ .,*_\\&<>\"'äß€😀\u2028#@[]/"), min_size=1, max_size=12)
RUNS = st.lists(st.builds(Run, LETTERS, st.sampled_from([Style(value) for value in range(8)])), min_size=1, max_size=4)
WORDS = st.text(st.sampled_from("abc dü😀"), min_size=1).map(str.strip).filter(bool)


@st.composite
def texts(draw: st.DrawFn, kind: K) -> Element:
    made = element(
        kind,
        fountain_text(draw(RUNS)),
        number=draw(st.sampled_from(["", "1", "2-B"])) if kind is K.SCENE_HEADING else "",
        depth=draw(st.integers(1, 6)) if kind is K.SECTION else 0,
    )
    return made or Element(kind, "(x)", depth=1 if kind is K.SECTION else 0)


@st.composite
def scripts(draw: st.DrawFn) -> list[Element]:
    found: list[Element] = []
    for kind in draw(st.lists(st.sampled_from([*K]), max_size=12)):
        if kind is K.CHARACTER:
            found.append(draw(texts(kind)))
            spoken = draw(st.lists(st.sampled_from([K.DIALOGUE, K.LYRICS, K.PARENTHETICAL]), min_size=1, max_size=3))
            found += [draw(texts(one)) for one in spoken]
        elif kind is K.NOTE:
            found.append(Element(kind, draw(WORDS)))
        elif kind is K.PAGE_BREAK:
            found.append(Element(kind))
        elif kind not in (K.TITLE_PAGE, K.BLANK, K.BONEYARD, K.DIALOGUE, K.LYRICS, K.PARENTHETICAL):
            found.append(draw(texts(kind)))
    return found


class TestWhatFinalDraftSays:
    def test_types(self):
        kinds = {
            "Scene Heading": K.SCENE_HEADING,
            "Action": K.ACTION,
            "General": K.ACTION,
            "Shot": K.ACTION,
            "Cast List": K.ACTION,
            "The writer's own": K.ACTION,
            "Character": K.CHARACTER,
            "Dialogue": K.DIALOGUE,
            "Lyrics": K.LYRICS,
            "Singing": K.LYRICS,
            "Transition": K.TRANSITION,
            "New Act": K.CENTERED,
            "End of Act": K.CENTERED,
            "Outline 3": K.SECTION,
            "Outline Body": K.SYNOPSIS,
        }
        script = read_fdx(fdx("".join(paragraph(kind, "WORDS") for kind in kinds)))
        assert said(script) == [(kind, "WORDS") for kind in kinds.values()]
        assert script.elements[-2].depth == 3

    def test_acts_keep_their_types(self):
        data = fdx(paragraph("New Act", "ACT TWO") + paragraph("End of Act", "END OF ACT TWO"))
        types = [one.get("Type") for one in Xml.fromstring(write_fdx(read_fdx(data))).iterfind("Content/Paragraph")]
        assert types == ["New Act", "End of Act"]

    def test_styles(self):
        text = (
            '<Paragraph Type="Action"><Text>a </Text><Text Style="Bold">b</Text><Text> </Text>'
            '<Text Style="Bold+Italic+Underline">c</Text><Text Style="AllCaps"> straße 5*6*7</Text></Paragraph>'
        )
        (one,) = read_fdx(fdx(text)).elements
        assert [(run.text, run.style) for run in parse_runs(one.text)] == [
            ("a ", Style.PLAIN),
            ("b", Style.BOLD),
            (" ", Style.PLAIN),
            ("c", Style.BOLD | Style.ITALIC | Style.UNDERLINE),
            (" STRASSE 5*6*7", Style.PLAIN),
        ]

    def test_types_that_are_shown_in_capitals(self):
        settings_ = '<ElementSettings Type="Character"><FontSpec Style="AllCaps"/></ElementSettings>'
        script = read_fdx(fdx(paragraph("Character", "Jo") + paragraph("Dialogue", "Oh."), settings_))
        assert said(script) == [(K.CHARACTER, "JO"), (K.DIALOGUE, "Oh.")]

    def test_dual_dialogue(self):
        inner = "".join(
            paragraph("Character", name) + paragraph("Dialogue", f"I am {name}.") for name in ("ONE", "TWO")
        )
        script = read_fdx(fdx(f'<Paragraph StartsNewPage="Yes"><DualDialogue>{inner}</DualDialogue></Paragraph>'))
        assert fountain_document.write(script) == "===\n\nONE\nI am ONE.\n\nTWO ^\nI am TWO.\n"

    def test_numbers_page_breaks_summaries(self):
        summary = "<SceneProperties><Summary><Paragraph><Text>They meet.</Text></Paragraph></Summary></SceneProperties>"
        heading = (
            '<Paragraph Type="Scene Heading" Number="12A" StartsNewPage="Yes">'
            f"{summary}<Text>INT. A - DAY</Text></Paragraph>"
        )
        text = fountain_document.write(read_fdx(fdx(heading)))
        assert text == "===\n\nINT. A - DAY #12A#\n\n= They meet.\n"

    def test_notes_stand_where_their_range_begins(self):
        body = paragraph("Action", "One two.") + paragraph("Character", "JO") + paragraph("Dialogue", "Three four.")
        notes = "".join(
            f'<ScriptNote Range="{place}"><Paragraph><Text>{words}</Text></Paragraph></ScriptNote>'
            for place, words in (("0,8", "whole"), ("4,4", "here"), ("12,17", "in the speech"), ("999,999", "far"))
        )
        script = read_fdx(fdx(body, f"<ScriptNotes>{notes}</ScriptNotes>"))
        assert said(script) == [
            (K.NOTE, "whole"),
            (K.ACTION, "One [[here]]two."),
            (K.CHARACTER, "JO"),
            (K.DIALOGUE, "Three[[in the speech]] four.[[far]]"),
        ]

    def test_old_notes_in_the_paragraph(self):
        note = "<ScriptNote><Paragraph><Text>why?</Text></Paragraph></ScriptNote>"
        body = f'<Paragraph Type="Action">{note}<Text>He </Text>{note}<Text>goes.</Text></Paragraph>'
        assert said(read_fdx(fdx(body))) == [(K.NOTE, "why?"), (K.ACTION, "He [[why?]]goes.")]

    def test_omitted_scenes_are_kept(self):
        omitted = f"<OmittedScene>{paragraph('Scene Heading', 'INT. B')}{paragraph('Action', 'Gone.')}</OmittedScene>"
        body = f'<Paragraph Type="Scene Heading" Number="3"><Text>OMITTED</Text>{omitted}</Paragraph>'
        script = read_fdx(fdx(body))
        assert said(script) == [(K.SCENE_HEADING, "OMITTED"), (K.BONEYARD, "INT. B\n\nGone.")]
        assert read_fdx(write_fdx(script)) == script

    def test_marks_of_fountain_are_meant_as_they_stand(self):
        script = read_fdx(fdx(paragraph("Action", "**not bold** [[no note]] /* no boneyard */ _x_")))
        text = fountain_document.write(script)
        (one,) = fountain_document.read(text).elements
        assert letters(one.text) == "**not bold** [ [no note]] /* no boneyard */ _x_"

    def test_a_slash_before_bold_is_no_boneyard(self):
        body = '<Paragraph Type="Action"><Text>and/</Text><Text Style="Bold">or</Text></Paragraph>'
        text = fountain_document.write(read_fdx(fdx(body + paragraph("Action", "More."))))
        assert said(fountain_document.read(text)) == [(K.ACTION, "and/or"), (K.ACTION, "More.")]

    def test_a_title_page_of_somebody_elses(self):
        lines = [
            ("Center", "THE SEA"), ("Center", ""), ("Center", "Written by"), ("Center", "Ada Brandt"),
            ("Center", "Based on the novel"), ("Left", "Agent &amp; Co"), ("Left", "© 2020 Ada"), ("Right", "2/3/2020"),
        ]  # fmt: skip
        page = "".join(f'<Paragraph Alignment="{side}"><Text>{text}</Text></Paragraph>' for side, text in lines)
        script = read_fdx(fdx("", f"<TitlePage><Content>{page}</Content></TitlePage>"))
        assert script.title_page == (
            ("Title", ("THE SEA",)),
            ("Credit", ("Written by",)),
            ("Author", ("Ada Brandt",)),
            ("Source", ("Based on the novel",)),
            ("Contact", ("Agent & Co",)),
            ("Copyright", ("© 2020 Ada",)),
            ("Draft date", ("2/3/2020",)),
        )

    def test_nothing_that_xml_cannot_hold(self):
        script = Screenplay(elements=(Element(K.ACTION, "a\x00b\x0cc\ud800d\ufffe"),))
        assert said(read_fdx(write_fdx(script))) == [(K.ACTION, "ab\ncd")]


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9))
    + b"]><FinalDraft><Content><Paragraph><Text>&j;</Text></Paragraph></Content></FinalDraft>"
)
OUTSIDE = b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><FinalDraft><Content/></FinalDraft>'


class TestBadFiles:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "not XML"),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "not XML"),
            (b"INT. HOUSE - DAY", "not XML"),
            (LAUGHS, "entities"),
            (OUTSIDE, "entities"),
            (b"<a>" * 100_000, "too deeply"),
            (b"<FinalDraft>\n<Content>\n<Paragr", "broken at line 3"),
            (b"<html></html>", "another kind"),
            (b"<FinalDraft/>", "no content"),
            (b'<?xml version="1.0" encoding="klingon"?><FinalDraft/>', "not XML"),
        ],
    )
    def test_one_line(self, data: bytes, words: str):
        with pytest.raises(BadDocument, match=r"^x\.fdx is not a Final Draft file: .*\.$") as caught:
            read_fdx(data, "x.fdx")
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_size(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(fdx_read, "MAX_BYTES", 100)
        with pytest.raises(BadDocument, match="too large"):
            read_fdx(fdx(paragraph("Action", "x" * 100)))

    def test_count(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(safe_xml, "_MAX_NODES", 100)
        with pytest.raises(BadDocument, match="too large"):
            read_fdx(fdx(paragraph("Action", "x") * 100))

    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 5000), st.binary(max_size=4))
    def test_damage_is_one_line_or_a_script(self, at: int, junk: bytes):
        data = write_fdx(EVERYTHING)
        at %= len(data)
        try:
            read_fdx(data[:at] + junk + data[at + 1 :])
        except BadDocument as error:
            assert "\n" not in str(error)
