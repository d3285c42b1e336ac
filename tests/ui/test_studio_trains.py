"""The training studio with a real training: torch in its process, a model that writes in the window afterwards."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scriptwriter.services import models
from scriptwriter.services.settings import SettingsStore
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.session import ModelState
from tests.ui.test_studio import opened, plan

PLACES = ("harbour", "kitchen", "lighthouse", "market", "ferry", "bridge")
THINGS = ("rope", "lamp", "letter", "kettle", "coin", "key", "boat")


@pytest.fixture
def scripts(tmp_path: Path) -> list[Path]:
    """Twelve short scripts, which differ."""
    found = []
    for number in range(12):
        place, thing = PLACES[number % len(PLACES)], THINGS[number % len(THINGS)]
        speeches = [
            f"{who}\nThe {thing} is not in the {place} any more, and number {line} says that {other} took it."
            for line in range(40)
            for who, other in (("NELL", "ELIAS"), ("ELIAS", "NELL"))
        ]
        path = tmp_path / f"part {number}.fountain"
        path.write_text(f"Title: Part {number}\n\nINT. {place.upper()} - NIGHT\n\n" + "\n\n".join(speeches))
        found.append(path)
    return found


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_a_model_is_trained_and_writes(scripts: list[Path], qtbot) -> None:
    window = MainWindow(SettingsStore())
    qtbot.addWidget(window, before_close_func=lambda one: one.editor.document().setModified(False))
    window.show()
    window.open_wanted_model()
    qtbot.waitUntil(lambda: window.session.status.state is ModelState.READY, timeout=60_000)
    dialog = opened(window, qtbot)
    plan(dialog, qtbot, *scripts, name="Harbour")
    dialog.plan.minutes.setValue(1)
    with qtbot.waitSignal(window.studio.finished, timeout=1_000_000):
        dialog.next.click()
    entry = models.catalogue().find("harbour")
    assert entry.copied
    assert entry.card is not None
    losses = re.search(r"\| Harbour \| ([\d.]+) \| ([\d.]+) \|", entry.card.read_text(encoding="utf-8"))
    assert losses is not None
    assert float(losses[2]) < 0.8 * float(losses[1])
    assert "in the model menu" in dialog.run.stage.text()
    dialog.run.use.click()
    qtbot.waitUntil(lambda: window.session.status.entry == entry, timeout=60_000)
    qtbot.waitUntil(lambda: window.session.status.state is ModelState.READY, timeout=60_000)
    dialog.close()
    window.activateWindow()
    window.editor.setFocus()
    QTest.keyClicks(window.editor, "INT. HARBOUR - NIGHT")
    QTest.keyClick(window.editor, Qt.Key.Key_Return)
    QTest.keyClick(window.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.suggestions.list.cards) and not window.continuing.running, timeout=60_000)
    assert all(card.text.strip() for card in window.suggestions.list.cards)
