"""The works that were understood: which of them count, as what, and what for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTreeWidgetItem, QVBoxLayout, QWidget

from scriptwriter.domain.corpus import Kind, Split
from scriptwriter.domain.cue import GENRES
from scriptwriter.services.corpus import tables
from scriptwriter.services.corpus.choices import Choices
from scriptwriter.services.corpus.report import WorkSummary
from scriptwriter.ui.dialogs.studio_parts import Table, choice, dim, labelled, row
from scriptwriter.ui.studio_words import FORMS, KINDS, SPLITS, language, number, said

_TITLE, _WORDS = Qt.ItemDataRole.UserRole, 3
_TEXT_KINDS = (Kind.SCRIPT, Kind.PROSE)


class WorksTab(QWidget):
    """Shows what it is given; ``edited`` carries the choices as the writer wants them now."""

    edited = Signal(object)  # Choices

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._works: list[WorkSummary] = []
        self._parts: set[str] = set()  # ends of works: they follow their work
        self.choices = Choices()
        self.table = Table(
            self.tr("Works"),
            [
                self.tr("Title"),
                self.tr("Kind"),
                self.tr("Written"),
                self.tr("Words"),
                self.tr("Language"),
                self.tr("Genre"),
                self.tr("Used for"),
            ],
        )
        self.kind = choice("", [])
        self.form = choice("", [(text, form) for form, text in FORMS.items()])
        self.genre = choice("", [("", ""), *((genre, genre) for genre in GENRES)])
        self.split = choice("", [("", None), *((text, split) for split, text in SPLITS.items())])
        self.split.setItemText(0, self.tr("Decided"))
        self.excerpt = QPlainTextEdit()
        self._build()

    def _build(self) -> None:
        self.excerpt.setReadOnly(True)
        self.excerpt.setTabChangesFocus(True)
        self.excerpt.setAccessibleName(self.tr("How it begins"))
        self.excerpt.setMaximumHeight(96)
        fields = QHBoxLayout()
        labels = (
            (self.tr("Kind:"), self.kind),
            (self.tr("Written:"), self.form),
            (self.tr("Genre:"), self.genre),
            (self.tr("Used for:"), self.split),
        )
        for text, box in labels:
            fields.addWidget(labelled(text, box))
            fields.addWidget(box)
            fields.addSpacing(8)
        fields.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(
            dim(
                self.tr(
                    "Works without a tick are left out. What is used for checking is not learned from: it shows "
                    "whether the model learns more than the words themselves."
                )
            )
        )
        layout.addLayout(fields)
        layout.addWidget(self.excerpt)
        self.table.itemChanged.connect(self._tick)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.kind.activated.connect(self._choose_kind)
        self.form.activated.connect(self._choose_form)
        self.genre.activated.connect(self._choose_genre)
        self.split.activated.connect(self._choose_split)
        self._show_chosen()

    # -- showing -----------------------------------------------------------------------------------

    def show_works(self, works: Sequence[WorkSummary] | None, choices: Choices) -> None:
        """Show these works, and those that were left out by choice; None: only the choices are others."""
        self.choices = choices
        if works is not None:
            kept = list(works)
            for at, work in enumerate(self._works):
                if work.title in choices.excluded_works and work.title not in {one.title for one in kept}:
                    kept.insert(min(at, len(kept)), work)
            self._works, self._parts = kept, _ends(works)
        chosen = {item.data(0, _TITLE) for item in self.table.chosen()}
        current = self.table.currentItem().data(0, _TITLE) if self.table.currentItem() else ""
        self.table.blockSignals(True)
        self.table.clear()
        for work in self._works:
            item = self._row(work)
            self.table.addTopLevelItem(item)
            if work.title == current:
                self.table.setCurrentItem(item)
        for item in self.table.rows():
            item.setSelected(item.data(0, _TITLE) in chosen)
        if not self.table.chosen() and self.table.topLevelItemCount():
            self.table.setCurrentItem(self.table.rows()[0])
        self.table.fit()
        self.table.blockSignals(False)
        self._show_chosen()

    def forget(self) -> None:
        """Nothing is known any more."""
        self._works = []
        self.show_works([], Choices())

    def _row(self, work: WorkSummary) -> QTreeWidgetItem:
        counts = work.title not in self.choices.excluded_works
        split = said(SPLITS[work.split]) if counts else self.tr("Left out")
        if work.title in self.choices.splits and counts:
            split = self.tr("{0} (chosen)").format(split)
        texts = [
            work.title, said(KINDS[work.kind]), said(FORMS[work.form]), number(work.words), language(work.language),
            said(work.genre) if work.genre else "–", split,
        ]  # fmt: skip
        item = row(texts, (_WORDS,))
        item.setData(0, _TITLE, work.title)
        item.setToolTip(0, str(work.source))
        if work.title not in self._parts:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked if counts else Qt.CheckState.Unchecked)
        return item

    def _chosen(self) -> list[WorkSummary]:
        titles = {item.data(0, _TITLE) for item in self.table.chosen()} - self._parts
        return [work for work in self._works if work.title in titles]

    def _show_chosen(self) -> None:
        works = self._chosen()
        for box in (self.kind, self.form, self.genre, self.split):
            box.setEnabled(bool(works))
        shown = {item.data(0, _TITLE) for item in self.table.chosen()}
        examples = [text for work in self._works if work.title in shown for text in work.examples]
        self.excerpt.setPlainText(
            "\n\n".join(f"{text} …" for text in examples[:3]) or self.tr("The first lines of a chosen work stand here.")
        )
        if not works:
            return
        first = works[0]
        kinds = [kind for kind in Kind if (kind in _TEXT_KINDS) is not (first.source.suffix.lower() in tables.SUFFIXES)]
        self.kind.clear()
        for kind in kinds:
            self.kind.addItem(said(KINDS[kind]), kind)
        # What is chosen counts, even before it is read again.
        wanted = self.choices
        self.kind.setCurrentIndex(self.kind.findData(wanted.kinds.get(first.source, first.kind)))
        self.form.setCurrentIndex(self.form.findData(wanted.forms.get(first.title, first.form)))
        genre = wanted.genres.get(first.source, first.genre or "")
        self.genre.setCurrentIndex(max(self.genre.findData(genre), 0))
        self.split.setCurrentIndex(max(self.split.findData(wanted.splits.get(first.title)), 0))

    # -- editing -----------------------------------------------------------------------------------

    def _tick(self, item: QTreeWidgetItem, column: int) -> None:
        if column != 0:
            return
        title, excluded = item.data(0, _TITLE), set(self.choices.excluded_works)
        if item.checkState(0) is Qt.CheckState.Checked:
            excluded.discard(title)
        else:
            excluded.add(title)
        self._edit(excluded_works=frozenset(excluded))

    @Slot()
    def _choose_kind(self) -> None:
        same = [
            work.source for work in self._chosen()
            if (work.source.suffix.lower() in tables.SUFFIXES) is (self.kind.currentData() not in _TEXT_KINDS)
        ]  # fmt: skip
        self._edit(kinds=_with(self.choices.kinds, same, Kind(self.kind.currentData())))

    @Slot()
    def _choose_form(self) -> None:
        titles = [work.title for work in self._chosen()]
        self._edit(forms=_with(self.choices.forms, titles, self.form.currentData()))

    @Slot()
    def _choose_genre(self) -> None:
        sources: list[Path] = [work.source for work in self._chosen()]
        self._edit(genres=_with(self.choices.genres, sources, self.genre.currentData() or None))

    @Slot()
    def _choose_split(self) -> None:
        titles = [work.title for work in self._chosen()]
        wanted = self.split.currentData()
        self._edit(splits=_with(self.choices.splits, titles, Split(wanted) if wanted else None))

    def _edit(self, **changes: Any) -> None:
        self.choices = replace(self.choices, **changes)
        self.edited.emit(self.choices)


def _with(known: Mapping[Any, Any], keys: Sequence[Any], value: Any) -> dict[Any, Any]:
    """A mapping in which ``keys`` have this value; None takes them away."""
    found = {key: old for key, old in known.items() if key not in keys}
    return found if value is None else found | dict.fromkeys(keys, value)


def _ends(works: Sequence[WorkSummary]) -> set[str]:
    """The titles of those rows that are the held-out end of the work above."""
    return {
        below.title
        for above, below in pairwise(works)
        if below.source == above.source and not below.examples and below.title.startswith(f"{above.title} (end)")
    }
