"""Errors of the rooms below are told in the window's language."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from scriptwriter.domain.errors import BadDocument
from scriptwriter.services import documents, paths
from scriptwriter.ui import core_lines
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.language import install_language

TEMPLATES = json.loads((paths.resources_dir() / "translations" / core_lines.FILE).read_text(encoding="utf-8"))


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    translators = install_language(qapp, "de")
    yield
    for translator in translators:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_english_stays_as_it_is(qapp: QApplication) -> None:
    assert in_words("The model has no token that ends a text.") == "The model has no token that ends a text."
    assert in_words(BadDocument("")) == ""


def test_a_line_that_is_raised_below(german: None, tmp_path: Path) -> None:
    missing = tmp_path / "gone.fountain"
    with pytest.raises(BadDocument) as told:
        documents.load(missing)
    assert in_words(told.value) == f"Es gibt keine Datei unter {missing}."


def test_every_template_finds_itself_again(german: None) -> None:
    for template in TEMPLATES:
        line = re.sub(r"\{(\d)\}", r"<\1>", template)
        said = in_words(line)
        assert said != line, template
        assert sorted(re.findall(r"<\d>", said)) == sorted(re.findall(r"<\d>", line)), (template, said)


def test_a_line_within_a_line(german: None) -> None:
    line = "x.gguf is damaged. What is there is kept; the same download goes on with it."
    assert in_words(line) == "x.gguf ist beschädigt. Was da ist, bleibt; derselbe Download geht damit weiter."


@pytest.mark.parametrize("line", ["Something that nobody has foreseen.", "a" * 100_000, "x\ny", "{0} {1}", "100 %"])
def test_other_lines_stay_as_they_are(german: None, line: str) -> None:
    assert in_words(line) == line


def test_values_may_look_like_holes(german: None) -> None:
    assert in_words("There is no file at /tmp/{1}{0}.") == "Es gibt keine Datei unter /tmp/{1}{0}."
