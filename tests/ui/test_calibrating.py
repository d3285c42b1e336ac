"""Calibrating the scores with the writer's own texts, from the window."""

from pathlib import Path

import pytest

from scriptwriter.domain.errors import BadDocument, BadInput
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import realism, realism_model, realism_own
from scriptwriter.ui.calibrating import Source, SourceDialog
from scriptwriter.ui.main_window import MainWindow
from tests.realism import making


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> list[tuple[list[str], str]]:
    """What was calibrated with which texts, for which model."""
    kept: list[tuple[list[str], str]] = []
    seen: list[list[str]] = []

    def calibrate(_engine, corpus, model, _cancel, progress):
        if not any(corpus):
            raise BadInput("The corpus has 0 passages of 50 words or more; 40 are needed.")
        seen.append(list(corpus))
        progress(1.0)
        return model

    monkeypatch.setattr(realism_model, "shipped_model", making.model)
    monkeypatch.setattr(realism, "checksum_of", lambda _entry: "abc")
    monkeypatch.setattr(realism_own, "calibrate_own", calibrate)
    monkeypatch.setattr(realism_own, "save_own", lambda _model, checksum: kept.append((seen[-1], checksum)))
    window.calibrating.open_engine = lambda _entry, _cancel: ScriptedEngine()
    window.files.show_new("My own text.")
    return kept


def choose(window: MainWindow, source: Source | None) -> None:
    window.calibrating.ask_source = lambda: source  # pyright: ignore[reportAttributeAccessIssue]


def test_the_open_script(window: MainWindow, own: list, qtbot):
    choose(window, Source.SCRIPT)
    with qtbot.waitSignal(window.calibrating.calibrated):
        window.actions_by_name["calibrate"].trigger()
    assert own == [(["My own text."], "abc")]
    assert "calibrated" in window.statusBar().currentMessage()


def test_a_folder_with_texts_and_other_things(window: MainWindow, own: list, tmp_path: Path):
    folder = tmp_path / "mine"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("one")
    (folder / "deep" / "b.fountain").write_text("two")
    (folder / "c.png").write_bytes(b"\x89PNG")
    (folder / "d.txt").write_bytes(b"\0\1\2\0")
    choose(window, Source.FOLDER)
    window.calibrating.ask_folder = lambda: folder  # pyright: ignore[reportAttributeAccessIssue]
    window.calibrating.start()
    assert own[0][0][:2] == ["one", "two"]


def test_files(window: MainWindow, own: list, tmp_path: Path):
    good, missing = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text("one")
    window.calibrating.ask_files = lambda: [good]  # pyright: ignore[reportAttributeAccessIssue]
    assert window.calibrating.read_corpus(Source.FILES) == ["one"]
    window.calibrating.ask_files = lambda: [missing]  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(BadDocument):
        window.calibrating.read_corpus(Source.FILES)
    choose(window, Source.FILES)
    window.calibrating.start()
    assert "b.txt" in window.statusBar().currentMessage()
    assert not own


def test_too_little_text_is_one_line(window: MainWindow, own: list):
    window.files.show_new("")
    choose(window, Source.SCRIPT)
    window.calibrating.start()
    assert "40 are needed" in window.statusBar().currentMessage()
    assert not own


def test_nothing_chosen_changes_nothing(window: MainWindow, own: list):
    choose(window, None)
    window.calibrating.start()
    assert not own


def test_the_dialog(qtbot):
    dialog = SourceDialog()
    qtbot.addWidget(dialog)
    assert dialog.source() is Source.SCRIPT
    dialog._choices[Source.FOLDER].click()
    assert dialog.source() is Source.FOLDER


def test_it_is_in_the_menu_of_models(window: MainWindow):
    window.model_menu.refill()
    assert window.actions_by_name["calibrate"] in window.model_menu.actions()
    assert isinstance(window.session.status.entry, ModelEntry)
