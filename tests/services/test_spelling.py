"""Dictionaries, words, and the process that knows them."""

import os
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spylls.hunspell import Dictionary
from spylls.hunspell.readers.file_reader import FileReader

from scriptwriter.domain.errors import BadInput, Failure, NotHere
from scriptwriter.domain.script import ElementKind
from scriptwriter.services import paths, spelling
from scriptwriter.services.spelling import Helper, Speller, checked_words, likely_first, words

GERMAN_AFF = "SET UTF-8\nCOMPOUNDMIN 3\nCOMPOUNDFLAG X\nSFX N Y 1\nSFX N 0 n .\n"
GERMAN_DIC = "6\nStraße/N\nBahn/X\nstraßen/X\nbahn/X\nHaus/X\nschön po:adj\n"


@pytest.fixture(scope="module")
def british():
    speller = Speller("en_GB")
    yield speller
    speller.close()


@pytest.fixture
def own_folder(monkeypatch) -> Path:
    monkeypatch.setattr(spelling, "SYSTEM_FOLDERS", ())
    folder = paths.data_dir() / "dictionaries"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def closed_files(monkeypatch):
    """Spylls leaves its files open, which is nothing to a process that has one dictionary, but warned of here."""
    opened, really = [], FileReader._open

    def open_and_note(reader, path, encoding):
        opened.append(really(reader, path, encoding))
        return opened[-1]

    monkeypatch.setattr(FileReader, "_open", open_and_note)
    yield
    for file in opened:
        file.close()


def put(folder: Path, name: str, aff: str = GERMAN_AFF, dic: str = GERMAN_DIC) -> None:
    (folder / f"{name}.aff").write_text(aff, encoding="utf-8")
    (folder / f"{name}.dic").write_text(dic, encoding="utf-8")


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


class TestDictionaries:
    def test_those_that_come_with_the_program(self, own_folder):
        assert spelling.languages() == ["en_GB", "en_US"]

    def test_the_writers_own_go_first(self, own_folder):
        put(own_folder, "en_GB")
        put(own_folder, "de-DE")
        (own_folder / "half.dic").write_text("1\na\n")
        assert spelling.languages() == ["de_DE", "en_GB", "en_US"]
        assert spelling.dictionary("en_GB").parent == own_folder
        assert spelling.dictionary("de_DE") == own_folder / "de-DE"

    @pytest.mark.parametrize("code", ["xx_XX", "", "../en_GB", "en_GB.dic"])
    def test_one_that_is_missing_is_told(self, code: str):
        with pytest.raises(NotHere):
            Speller(code)

    def test_german(self, own_folder):
        put(own_folder, "de_DE")
        speller = Speller("de_DE")
        try:
            assert speller.unknown(["Straßen", "schön", "Straßenbahn", "Strasenbahn"]) == {"Strasenbahn"}
            assert "Straßen" in speller.suggest("Straßn")
        finally:
            speller.close()

    def test_one_that_is_no_dictionary_is_told(self, own_folder):
        put(own_folder, "xx_XX", aff="SET nonsense\n")
        speller = Speller("xx_XX")
        with pytest.raises(BadInput, match="xx_XX"):
            speller.unknown(["a"])
        assert speller.pid is None

    def test_all_licences_are_there(self):
        folder = paths.resources_dir() / "dictionaries"
        for name in ("README.md", "en_US.copyright.txt", "en_GB.readme.txt", "LGPL-2.1.txt", "LGPL-3.txt"):
            assert (folder / name).stat().st_size > 500
        assert "copyright notice" in (folder / "en_US.copyright.txt").read_text()


class TestWords:
    def test_what_is_a_word(self):
        assert said("The well-known *Harbour* isn’t _far_; goin' on.") == [
            "The",
            "well-known",
            "Harbour",
            "isn’t",
            "far",
            "goin'",
            "on",
        ]

    def test_what_is_not_checked(self):
        assert said("a NELL NELL's USS-ENTERPRISE 4th R2D2 2nd-best http://foo.bar/bazz me@foo.org www.foo.de") == []
        assert said("[[Nteo]]") == ["Nteo"]
        assert said("'quoted' “Quoted” dogs'") == ["quoted", "Quoted", "dogs"]
        assert said("x" * 61) == []

    @pytest.mark.parametrize(
        "kind",
        [ElementKind.SCENE_HEADING, ElementKind.CHARACTER, ElementKind.TRANSITION, ElementKind.BONEYARD],
    )
    def test_kinds_that_are_not_checked(self, kind: ElementKind):
        assert not list(checked_words(kind, "Some wrods"))

    def test_the_title_page(self):
        assert [*checked_words(ElementKind.TITLE_PAGE, "Title: The Sea")] == [(7, 10), (11, 14)]
        assert not list(checked_words(ElementKind.TITLE_PAGE, "Author: Xqzw"))
        assert not list(checked_words(ElementKind.TITLE_PAGE, "    Xqzw Street"))

    @given(st.text())
    def test_places_are_in_order_and_no_word_is_empty(self, text: str):
        at = 0
        for start, end in words(text):
            assert at <= start < end <= len(text)
            at = end


class TestSpeller:
    def test_english(self, british):
        right = "harbour colour Nell Nell's the dogs' mother-in-law isn’t goin' café co-operate sea-grey a-b"
        assert british.unknown(right.replace("Nell", "Anne").split()) == set()
        assert british.unknown(["harbuor", "color", "well-wirtten"]) == {"harbuor", "color", "well-wirtten"}

    def test_own_words(self, british):
        asked = ["Xqzw", "Xqzw's", "xqzw-like", "Xqzws"]
        assert british.unknown(asked) == set(asked)
        assert british.unknown(asked, ["XQZW"]) == {"Xqzws"}

    def test_suggestions(self, british):
        assert british.suggest("runing")[0] == "running"
        assert british.suggest("teh")[0] == "the"
        assert british.suggest("dont’")
        assert "didn’t" in british.suggest("did’nt")
        began = time.monotonic()
        british.suggest("runing")
        assert time.monotonic() - began < 0.05

    def test_it_starts_soon(self):
        # Half a second on an idle machine; others may be building something at present.
        speller, began = Speller("en_US"), time.monotonic()
        try:
            assert speller.unknown(["harbour", "harbor"]) == {"harbour"}
            assert time.monotonic() - began < 5
        finally:
            speller.close()
            speller.close()

    def test_a_killed_process_is_told_and_comes_back(self):
        speller = Speller("en_US")
        try:
            speller.unknown(["one"])
            assert speller.pid is not None
            os.kill(speller.pid, signal.SIGKILL)
            with pytest.raises(Failure):
                speller.unknown(["two"])
            assert speller.unknown(["two", "tow-x"]) == set()
        finally:
            speller.close()

    def test_odd_words_do_no_harm(self, british):
        british.unknown(["\ud83d", "\u2028", "ß", "İ", "-", "'", "", "a" * 500, "-a-"])
        british.suggest("İß-\u2028")


@pytest.mark.usefixtures("closed_files")
class TestHelper:
    def test_it_reads_what_spylls_reads(self, own_folder):
        put(own_folder, "de_DE", dic=GERMAN_DIC + "a\\/b\nCD/N\tpo:x\nHot Dog\n/x\nßA\n")
        path = own_folder / "de_DE"
        ours, theirs = spelling.load(path), Dictionary.from_files(str(path))
        key = repr
        assert sorted(ours.dic.words, key=key) == sorted(theirs.dic.words, key=key)
        capitals = {word.stem.lower() for word in ours.dic.words if not word.stem.islower()}
        assert capitals <= set(ours.dic.lowercase_index) <= set(theirs.dic.lowercase_index)
        assert list(ours.suggest("Strase")) == list(theirs.suggest("Strase"))

    def test_no_word_takes_for_ever(self, own_folder):
        put(own_folder, "de_DE")
        helper = Helper(own_folder / "de_DE", seconds=0.0)
        assert helper.answer({"unknown": ["Xqzw"]}) == []
        assert helper.answer({"suggest": "Straßn"}) == ["straßen", "Straßen"]

    def test_small_slips_first(self):
        assert likely_first("runing", ["tuning", "ruining", "running"]) == ["running", "ruining", "tuning"]
        assert likely_first("teh", ["tea", "the"]) == ["the", "tea"]
        assert likely_first("dont", ["dent", "don't"]) == ["don't", "dent"]
        assert likely_first("", []) == []
