"""Underlines words that no dictionary knows, and offers others in their place."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QLocale, QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction, QColor, QTextCharFormat, QTextCursor, QTextLayout

from scriptwriter.domain.errors import NotHere
from scriptwriter.domain.script import ElementKind
from scriptwriter.services import spelling
from scriptwriter.services.spelling import Speller
from scriptwriter.ui.background import Background
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.edits import replace_lines
from scriptwriter.ui.editor.formats import utf16_length
from scriptwriter.ui.timers import single_shot

_log = logging.getLogger(__name__)
#: How long the writer has to pause until words are looked up.
_PAUSE_MS = 350
_MOST_KEPT = 2000
#: Lines from this many letters on are looked at sentence by sentence.
_LONG_LINE = 200
_SENTENCE_END = re.compile(r"(?<=[.!?] )")
_SUGGESTED = 5
_MOST_FAILURES = 2
_FEW = 30
_CHECK, _CHECK_ALL = "check", "check all"
#: What a job that finds suggestions is called, before the word.
_SUGGEST = "suggest "


class Place(NamedTuple):
    """Characters ``start`` to ``end`` of a line: one word."""

    line: int
    start: int
    end: int


def language_name(code: str) -> str:
    """A language as its own speakers call it: ``British English (en_GB)``."""
    name = QLocale(code).nativeLanguageName()
    return f"{name} ({code})" if name and QLocale(code).language() != QLocale.Language.C else code


class SpellChecker(QObject):
    """Checks what is seen, in pauses. ``close`` it before the program ends.

    ``words_changed`` tells the script's own words when the writer has added one, ``checked`` that more is known
    and ``all_checked`` that everything is,
    ``message`` one line for the writer.
    """

    words_changed = Signal(list)
    message = Signal(str)
    checked = Signal()
    all_checked = Signal()
    suggested = Signal(str, list)

    def __init__(self, editor: ScriptEditor, parent: QObject | None = None) -> None:
        super().__init__(parent or editor)
        self.editor = editor
        self.language = ""
        self._speller: Speller | None = None
        self._words: list[str] = []
        self._ignored: set[str] = set()
        self._known: dict[str, bool] = {}
        self._own: frozenset[str] = frozenset()
        self._stale = False
        self._failures = 0
        self._places: dict[tuple[ElementKind, str], list[tuple[int, int]]] = {}
        self._suggestions: dict[str, list[str]] = {}
        self._color = QColor("#a8261f")
        self._typing_at = -1
        self._work: Background | None = None
        self._timer = single_shot(self, self.check_visible, _PAUSE_MS)
        editor.page_layout.markers.append(self._marks)
        editor.document().contentsChange.connect(self._edited)
        editor.place_changed.connect(self._place_changed)
        editor.verticalScrollBar().valueChanged.connect(self._later)
        editor.verticalScrollBar().rangeChanged.connect(self._later)

    # -- set-up ------------------------------------------------------------------------------------

    def set_language(self, code: str) -> None:
        """Check in this language, as ``en_GB``; empty: not at all. Without a dictionary, ``message`` says so."""
        if code == self.language:
            return
        self._end_speller()
        self.language = ""
        if code:
            try:
                self._speller = Speller(code)
                self.language = code
            except NotHere as error:
                self.message.emit(in_words(error))
        self._later()

    def set_words(self, words: Iterable[str]) -> None:
        """The script's own words, which are right."""
        self._words = list(words)
        self._refresh_own()

    def words(self) -> list[str]:
        """The script's own words."""
        return list(self._words)

    def set_color(self, color: QColor | str) -> None:
        """The colour of the underlines: the theme's for errors."""
        self._color = QColor(color)
        self.editor.viewport().update()

    def close(self) -> None:
        """End the helper process. Safe to call twice."""
        self._timer.stop()
        self._end_speller()

    def _end_speller(self) -> None:
        speller, self._speller = self._speller, None
        work, self._work = self._work, None
        if work is not None:
            work.done.disconnect(self._done)
            work.failed.disconnect(self._failed)
        if speller is not None:
            speller.close()
        if work is not None:
            work.close()
        self._known.clear()
        self._suggestions.clear()
        self._forget()

    # -- words -------------------------------------------------------------------------------------

    def add_word(self, word: str) -> None:
        """Make a word one of the script's own."""
        said = spelling.plain(word)
        if said.casefold() not in {spelling.plain(known).casefold() for known in self._words}:
            self._words = sorted([*self._words, said], key=str.casefold)
            self._refresh_own()
            self.words_changed.emit(list(self._words))

    def ignore(self, word: str) -> None:
        """Take a word for right until the program ends."""
        self._ignored.add(spelling.plain(word).casefold())
        self._refresh_own()

    def is_wrong(self, word: str) -> bool:
        """Whether a word is known to be in no dictionary; one that has not been looked up is not."""
        return self._known.get(word) is False and not self._is_own(word)

    def _is_own(self, word: str) -> bool:
        return any(form in self._own for form in spelling.forms(spelling.plain(word).casefold()))

    def _refresh_own(self) -> None:
        """Words that are right whatever the dictionary says; compounds with them have to be looked up again."""
        names = {part.casefold() for name in self.editor.classifier.cast() for part in name.replace("-", " ").split()}
        own = frozenset({spelling.plain(word).casefold() for word in self._words} | self._ignored | names)
        if own != self._own:
            self._own, self._stale = own, True
            self._forget()
            self._later()
            self.checked.emit()

    def _forget(self) -> None:
        self._places.clear()
        self.editor.viewport().update()

    # -- checking ----------------------------------------------------------------------------------

    def _later(self) -> None:
        if self._speller is not None:
            self._timer.start()

    @Slot(int, int, int)
    def _edited(self, position: int, _removed: int, added: int) -> None:
        # Where the cursor will stand: it is moved after this has been told.
        self._typing_at = position + added
        self._later()

    def _place_changed(self) -> None:
        """The word that was being written is complete: its line may show it as wrong now."""
        if self._typing_at >= 0 and self.editor.textCursor().position() != self._typing_at:
            block = self.editor.document().findBlock(self._typing_at)
            self._typing_at = -1
            self.editor.page_layout.repaint(block.blockNumber())

    @Slot()
    def check_visible(self) -> None:
        """Look up the words that can be seen and are not known yet."""
        layout, top = self.editor.page_layout, self.editor.verticalScrollBar().value()
        first, last = layout.block_at(top), layout.block_at(top + self.editor.viewport().height())
        self._check(range(first, last + 1), _CHECK)

    def check_all(self) -> None:
        """Look up all words of the script; ``all_checked`` tells when they are known."""
        self._check(range(len(self.editor.classifier.lines)), _CHECK_ALL)

    def _check(self, numbers: range, kind: str) -> None:
        speller = self._speller
        if speller is None:
            self._tell(kind)
            return
        self._refresh_own()
        layout, own, stale = self.editor.page_layout, self._own, self._stale
        lines = {(layout.kind_at(number), layout.classifier.lines[number]) for number in numbers}
        known = frozenset(self._known)

        def look_up() -> tuple[set[str], frozenset[str], set[str]]:
            asked = {text[start:end] for line, text in lines for start, end in spelling.checked_words(line, text)}
            new = asked | known if stale else asked - known
            return new, own, speller.unknown(new, own)

        self._submit(kind, look_up)

    def _tell(self, kind: str) -> None:
        (self.all_checked if kind == _CHECK_ALL else self.checked).emit()

    def _words_of(self, number: int, line: str) -> Iterator[tuple[int, int]]:
        return spelling.checked_words(self.editor.page_layout.kind_at(number), line)

    def _submit(self, kind: str, work: Callable[[], Any]) -> None:
        if self._work is None:
            self._work = Background(self)
            self._work.done.connect(self._done)
            self._work.failed.connect(self._failed)
        self._work.submit(kind, work)

    @Slot(str, object)
    def _done(self, kind: str, result: tuple[Any, ...]) -> None:
        if kind in (_CHECK, _CHECK_ALL):
            asked, own, unknown = result
            self._stale = own != self._own
            self._failures = 0
            if asked:
                self._known.update((word, word not in unknown) for word in asked)
                self._forget()
            self._tell(kind)
        else:
            word, found = result
            self._suggestions[word] = found
            self.suggested.emit(word, found)

    @Slot(str, str)
    def _failed(self, kind: str, line: str) -> None:
        _log.warning("spelling: %s", line)
        if kind.startswith(_SUGGEST):
            self.suggested.emit(kind.removeprefix(_SUGGEST), [])
        self._failures += 1
        if self._failures <= _MOST_FAILURES and not line.startswith("BadInput"):
            self._later()  # a helper that has died is started again
        else:
            self.set_language("")
            self.message.emit(self.tr("Spelling is not checked any more: {0}").format(line.partition(": ")[2] or line))
        if kind == _CHECK_ALL:
            self._tell(kind)

    # -- marks -------------------------------------------------------------------------------------

    def _marks(self, number: int, kind: ElementKind, text: str) -> list[QTextLayout.FormatRange]:
        """The underlines of a line that is painted."""
        if self._speller is None or not text:
            return []
        cursor, typed = self.editor.textCursor(), -1
        if cursor.position() == self._typing_at and cursor.blockNumber() == number:
            typed = cursor.positionInBlock()
        return [self._mark(start, size) for start, size in self._wrong_in(kind, text) if start + size != typed]

    def _mark(self, start: int, size: int) -> QTextLayout.FormatRange:
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = start, size
        mark.format = QTextCharFormat()
        mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        mark.format.setUnderlineColor(self._color)
        return mark

    def _wrong_in(self, kind: ElementKind, text: str) -> list[tuple[int, int]]:
        """Start and length of the wrong words of a line, in Qt's way of counting; asked at every painting."""
        if len(text) < _LONG_LINE or kind is ElementKind.TITLE_PAGE:
            return self._wrong_in_part(kind, text)
        found, at = [], 0
        for sentence in _SENTENCE_END.split(text):  # a key changes one of them
            found += [(at + start, size) for start, size in self._wrong_in_part(kind, sentence)]
            at += utf16_length(sentence)
        return found

    def _wrong_in_part(self, kind: ElementKind, text: str) -> list[tuple[int, int]]:
        found = self._places.get((kind, text))
        if found is None:
            found = [
                (utf16_length(text[:start]), utf16_length(text[start:end]))
                for start, end in spelling.checked_words(kind, text)
                if self.is_wrong(text[start:end])
            ]
            if len(self._places) > _MOST_KEPT:
                self._places.clear()
            self._places[kind, text] = found
        return found

    # -- places ------------------------------------------------------------------------------------

    def wrong_places(self, first: int = 0) -> Iterator[Place]:
        """Every word that is known to be wrong, from a line on."""
        lines = self.editor.classifier.lines
        wrong = [word for word in self._known if self.is_wrong(word)]
        for number in range(first, len(lines)):
            # A script has few of them: most lines need not be taken apart.
            if len(wrong) <= _FEW and not any(word in lines[number] for word in wrong):
                continue
            for start, end in self._words_of(number, lines[number]):
                if self.is_wrong(lines[number][start:end]):
                    yield Place(number, start, end)

    def word_at(self, place: Place) -> str:
        """What stands at a place; nothing where the text has become shorter."""
        lines = self.editor.classifier.lines
        return lines[place.line][place.start : place.end] if place.line < len(lines) else ""

    def cursor_at(self, place: Place) -> QTextCursor:
        """A place as a selection."""
        line = self.editor.classifier.lines[place.line]
        cursor = self.editor.textCursor()
        block = self.editor.document().findBlockByNumber(place.line)
        cursor.setPosition(block.position() + utf16_length(line[: place.start]))
        cursor.setPosition(block.position() + utf16_length(line[: place.end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def change(self, places: Iterable[Place], new: str) -> None:
        """Put another word in some places, as one step of the undo history."""
        lines: dict[int, str] = {}
        for place in sorted(places, reverse=True):
            line = lines.get(place.line, self.editor.classifier.lines[place.line])
            lines[place.line] = line[: place.start] + new + line[place.end :]
        if lines and not self.editor.isReadOnly():
            replace_lines(self.editor.document(), [(number, 1, [line]) for number, line in lines.items()])

    # -- suggestions -------------------------------------------------------------------------------

    def suggestions(self, word: str) -> list[str] | None:
        """What might have been meant; None as long as it is not known, and ``suggested`` tells it."""
        speller = self._speller
        if speller is None:
            return []
        if word not in self._suggestions:
            self._submit(_SUGGEST + word, lambda: (word, speller.suggest(word)))
            return None
        return self._suggestions[word]

    def menu_actions(self, position: QPoint) -> list[QAction]:
        """What a context menu offers for the wrong word at a place of the viewport; nothing for other words.

        Suggestions that come later are filled in while the menu shows. The actions belong to the checker.
        """
        place = self._wrong_at(position)
        if place is None:
            return []
        return SuggestionActions(self, place).actions

    def _wrong_at(self, position: QPoint) -> Place | None:
        cursor = self.editor.cursorForPosition(position)
        number, at = cursor.blockNumber(), cursor.positionInBlock()
        line = self.editor.classifier.lines[number]
        for start, end in self._words_of(number, line):
            if utf16_length(line[:start]) <= at <= utf16_length(line[:end]) and self.is_wrong(line[start:end]):
                return Place(number, start, end)
        return None


class SuggestionActions(QObject):
    """The actions for one wrong word. They go when the next ones are made."""

    def __init__(self, checker: SpellChecker, place: Place) -> None:
        for old in checker.findChildren(SuggestionActions):
            old.deleteLater()
        super().__init__(checker)
        self._checker, self._place, self._word = checker, place, checker.word_at(place)
        self._wait = QAction(self.tr("Looking for suggestions…"), self)
        self._wait.setEnabled(False)
        self._offers = [QAction(self) for _ in range(_SUGGESTED)]
        for offer in self._offers:
            offer.triggered.connect(partial(self._take, offer))
            offer.setVisible(False)
        add = QAction(self.tr("&Add “{0}” to the Script's Words").format(self._word), self)
        add.triggered.connect(lambda: checker.add_word(self._word))
        ignore = QAction(self.tr("&Ignore “{0}”").format(self._word), self)
        ignore.triggered.connect(lambda: checker.ignore(self._word))
        line = QAction(self)
        line.setSeparator(True)
        self.actions = [self._wait, *self._offers, line, add, ignore]
        checker.suggested.connect(self._fill)
        known = checker.suggestions(self._word)
        if known is not None:
            self._fill(self._word, known)

    @Slot(str, list)
    def _fill(self, word: str, suggestions: list[str]) -> None:
        if word != self._word:
            return
        self._wait.setVisible(not suggestions)
        self._wait.setText(self.tr("No suggestions"))
        for offer, suggestion in zip(self._offers, suggestions, strict=False):
            offer.setText(suggestion.replace("&", "&&"))
            offer.setData(suggestion)
            offer.setVisible(not self._checker.editor.isReadOnly())

    def _take(self, offer: QAction) -> None:
        if self._checker.word_at(self._place) == self._word:
            self._checker.change([self._place], offer.data())
