"""What has come of a training: the loss before and after, the sizes of its files and what they cost."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from scriptwriter.services.training import Outcome
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.studio_parts import Table, dim, row
from scriptwriter.ui.studio_words import megabytes


class ResultTab(QWidget):
    """One line for each thing that was trained, and a table of the quantizations."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = QLabel()
        self.lines.setWordWrap(True)
        self.about = dim(
            self.tr(
                "Smaller files are quicker to open and a little less exact. The ticked one is in the model menu; the "
                "difference is to the largest."
            )
        )
        heads = [self.tr("Quantization"), self.tr("Size"), self.tr("Held-out loss"), self.tr("Difference"), ""]
        self.table = Table(self.tr("Quantizations"), heads)
        layout = QVBoxLayout(self)
        layout.addWidget(self.lines)
        layout.addWidget(self.about)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)

    def show_outcome(self, outcome: Outcome) -> None:
        """Fill it from the run's report."""
        report = outcome.report
        characters = [{**one, "voice": one["name"]} for one in report.get("characters", [])]
        lines = map(self._line, [*report.get("trainings", []), *characters])
        self.lines.setText("\n".join([*lines, *map(in_words, report.get("notes", []))]))
        rows = report.get("quantizations", [])
        self.table.clear()
        for one in rows:
            chosen = "✓ " if one.get("chosen") else ""
            texts = [
                f"{chosen}{one['name']}",
                megabytes(one["bytes"]),
                self._figure(one["loss"], 4),
                self._signed(one["difference"], 4),
                "",
            ]
            self.table.addTopLevelItem(row(texts, (1, 2, 3)))
        if rows:
            self.table.setCurrentItem(self.table.rows()[0])
        self.table.fit()
        self.table.setVisible(bool(rows))
        self.about.setVisible(bool(rows))

    def _line(self, training: dict) -> str:
        before, after = training["before"], training["after"]
        change = self._signed((after / before - 1) * 100 if before else 0.0, 1)
        line = self.tr("Loss of the held-out text: {0} before, {1} after ({2} %)").format(
            self._figure(before, 3), self._figure(after, 3), change
        )
        return f"{training['voice']}: {line}" if training.get("voice") else line

    def _figure(self, value: float, digits: int) -> str:
        return self.locale().toString(float(value), "f", digits)

    def _signed(self, value: float, digits: int) -> str:
        text = self._figure(abs(value), digits)
        return f"{'−' if value < 0 else '+'}{text}"
