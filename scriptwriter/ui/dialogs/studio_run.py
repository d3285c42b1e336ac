"""The studio's last page: how the training goes, and what has come of it."""

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services import training_job as jobs
from scriptwriter.services.training import Outcome
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.studio_parts import restyle
from scriptwriter.ui.dialogs.studio_result import ResultTab
from scriptwriter.ui.panels.loss_plot import LossPlot
from scriptwriter.ui.studio_words import METHODS, STAGES, number, said, time_left

_PARTS = 1000


class RunPage(QWidget):
    """Shows what it is told. ``stop_wanted``: keep the best and finish; ``go_on_wanted`` carries a run's name."""

    stop_wanted = Signal()
    go_on_wanted = Signal(str)
    use_wanted = Signal(object)  # ModelEntry
    compare_wanted = Signal(object, str)  # ModelEntry, the base model's name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self._samples: list[jobs.Sample] = []
        self._outcome: Outcome | None = None
        self.title = QLabel()
        self.stage, self.left = QLabel(), QLabel()
        self.bar = QProgressBar()
        self.plot = LossPlot()
        self.samples, self.decided, self.result = QTextBrowser(), QTextBrowser(), ResultTab()
        self.tabs = QTabWidget()
        self.stop = QPushButton(self.tr("Stop and &Keep the Best So Far"))
        self.go_on = QPushButton(self.tr("Go On"))
        self.use = QPushButton(self.tr("&Use This Model Now"))
        self.compare = QPushButton(self.tr("&Compare with the Base Model…"))
        self._build()
        self.begin("")

    def _build(self) -> None:
        self.title.setObjectName("panelTitle")
        self.left.setObjectName("dim")
        self.stage.setWordWrap(True)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        for view, name in ((self.samples, self.tr("What it writes")), (self.decided, self.tr("What was decided"))):
            view.setAccessibleName(name)
            view.setTabChangesFocus(True)
            view.setOpenLinks(False)
        self.tabs.addTab(self.samples, self.tr("What It Writes"))
        self.tabs.addTab(self.decided, self.tr("What Was Decided"))
        self.tabs.addTab(self.result, self.tr("Result"))
        self.use.setObjectName("primary")
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.plot)
        parts.addWidget(self.tabs)
        parts.setHandleWidth(8)
        parts.setChildrenCollapsible(False)
        parts.setSizes([200, 260])
        line = QHBoxLayout()
        line.addWidget(self.stage, 1)
        line.addWidget(self.left)
        buttons = QHBoxLayout()
        for button in (self.stop, self.go_on, self.use, self.compare):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addLayout(line)
        layout.addWidget(self.bar)
        layout.addWidget(parts, 1)
        layout.addLayout(buttons)
        self.stop.clicked.connect(self._stop)
        self.go_on.clicked.connect(lambda: self.go_on_wanted.emit(self.name))
        self.use.clicked.connect(self._use)
        self.compare.clicked.connect(self._compare)

    # -- how it goes -------------------------------------------------------------------------------

    def begin(self, name: str) -> None:
        """A training of this name begins."""
        self.name, self._samples, self._outcome = name, [], None
        self.title.setText(self.tr("Training “{0}”").format(name))
        self.plot.clear()
        self.samples.setPlainText(self.tr("Now and then the model writes after the same lines; it stands here."))
        self.decided.setPlainText(self.tr("What is decided by the run stands here, with the reasons."))
        self.tabs.setTabVisible(self.tabs.indexOf(self.result), False)
        self.tabs.setCurrentIndex(0)
        self._show_stage(self.tr("Reading the scripts"))
        self._set_buttons(self.stop)
        self.stop.setEnabled(True)

    def _set_buttons(self, *shown: QPushButton) -> None:
        for button in (self.stop, self.go_on, self.use, self.compare):
            button.setVisible(button in shown)

    def _show_stage(self, text: str, problem: bool = False) -> None:
        self.stage.setText(text)
        restyle(self.stage, "warning" if problem else "")
        self.left.clear()
        self.bar.setRange(0, 0)

    @Slot(float)
    def show_part(self, part: float) -> None:
        """From 0 to 1, of the stage at hand."""
        self.bar.setRange(0, _PARTS)
        self.bar.setValue(round(part * _PARTS))

    def take(self, event: jobs.Event) -> None:
        """Show what the run tells."""
        if isinstance(event, jobs.Stage):
            text = said(STAGES.get(event.name, event.name))
            whose = event.detail if event.name in ("tokens", "training", "checking", "quantizing") else ""
            self._show_stage(f"{text}: {whose}" if whose else text)
        elif isinstance(event, jobs.Progress):
            self.show_part(event.done / max(event.total, 1))
        elif isinstance(event, jobs.Step):
            self.show_part(event.step / max(event.steps, 1))
            self.left.setText(time_left(event.seconds_left))
            self.plot.add_step(event.step, event.steps, event.loss, event.voice)
        elif isinstance(event, jobs.Evaluated):
            self.plot.add_evaluation(event.step, event.loss, event.best, event.voice)
        elif isinstance(event, jobs.Sample):
            self._samples.insert(0, event)
            self._show_samples()
        elif isinstance(event, jobs.Decided):
            self._show_decided(event)

    def _show_samples(self) -> None:
        parts = []
        for sample in self._samples:
            step = escape(self.tr("After step {0}").format(number(sample.step)))
            wish = escape(self.tr("asked for: {0}").format(sample.cue)) if sample.cue else ""
            before = escape(sample.prompt[-160:]).strip().replace("\n", "<br>")
            text = escape(sample.text).strip().replace("\n", "<br>")
            head = f"{step} — {wish}" if wish else step
            parts.append(f"<p><b>{head}</b></p><p><i>… {before}</i></p><p>{text}</p>")
        self.samples.setHtml("<hr>".join(parts))

    def _show_decided(self, event: jobs.Decided) -> None:
        method = next((said(text) for kind, text in METHODS.items() if kind.value == event.method), event.method)
        share = event.trained_parameters / max(event.parameters, 1)
        figure = self.locale().toString
        rows = [
            (self.tr("What is trained"), method),
            (self.tr("Times through the text"), figure(float(event.epochs), "g", 3)),
            (self.tr("Learning rate"), figure(float(event.learning_rate), "g", 3)),
            (self.tr("Tokens to learn from"), number(event.train_tokens)),
            (self.tr("Tokens held out"), number(event.held_out_tokens)),
            (
                self.tr("Parameters trained"),
                self.tr("{0} of {1} ({2} %)").format(
                    number(event.trained_parameters), number(event.parameters), figure(share * 100, "f", 1)
                ),
            ),
            (self.tr("Processors"), number(event.threads)),
        ]
        if event.rank:
            rows.insert(1, (self.tr("Rank"), number(event.rank)))
        table = "".join(f"<tr><td>{escape(a)}&nbsp;&nbsp;</td><td>{escape(b)}</td></tr>" for a, b in rows)
        why = "".join(f"<li>{escape(in_words(reason))}</li>" for reason in event.why)
        self.decided.setHtml(f"<table>{table}</table>" + (f"<ul>{why}</ul>" if why else ""))

    # -- the end -----------------------------------------------------------------------------------

    def show_failed(self, line: str, can_go_on: bool) -> None:
        """Why it has ended."""
        self._show_stage(f"⚠ {line}", problem=True)
        self.show_part(0)
        self._set_buttons(*([self.go_on] if can_go_on else []))

    def show_put_off(self) -> None:
        """The writer has stopped it, to go on later."""
        self._show_stage(self.tr("Stopped. The last checkpoint is kept: you can go on later."))
        self.show_part(0)
        self._set_buttons(self.go_on)

    def show_outcome(self, outcome: Outcome) -> None:
        """What has come of it."""
        self._outcome = outcome
        if outcome.voices:
            self._show_stage(
                self.tr("Done: {0} on {1}. They are used whenever their characters speak.").format(
                    ", ".join(outcome.voices), outcome.entry.title
                )
            )
            self.use.setText(self.tr("&Use Its Base Model Now"))
        else:
            self._show_stage(self.tr("Done: “{0}” is in the model menu.").format(outcome.entry.title))
            self.use.setText(self.tr("&Use This Model Now"))
        if outcome.cancelled:
            self.stage.setText(self.tr("{0} It was stopped early; the best so far was kept.").format(self.stage.text()))
        self.show_part(1)
        self.result.show_outcome(outcome)
        self.tabs.setTabVisible(self.tabs.indexOf(self.result), True)
        self.tabs.setCurrentWidget(self.result)
        # A voice writes only when its character speaks: a comparison of models would not show it.
        self._set_buttons(self.use, *([] if outcome.voices else [self.compare]))
        self.use.setEnabled(True)

    @Slot()
    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._show_stage(self.tr("Stopping: the best so far is being kept"))
        self.stop_wanted.emit()

    @Slot()
    def _use(self) -> None:
        if self._outcome is not None:
            self.use.setEnabled(False)
            self.use_wanted.emit(self._outcome.entry)

    @Slot()
    def _compare(self) -> None:
        if self._outcome is not None:
            self.compare_wanted.emit(self._outcome.entry, str(self._outcome.report.get("base", {}).get("name", "")))
