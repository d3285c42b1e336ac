"""The page a writer sees: the text, how it is laid out, and where in it the window stands.

The document holds the writer's text and nothing else. Formats, margins and the ghost live in the layout.
"""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.formats.geometry import LETTER, Paper
from scriptwriter.ui.editor.colors import EditorColors
from scriptwriter.ui.editor.element_typing import ElementTyping
from scriptwriter.ui.editor.fonts import editor_font
from scriptwriter.ui.editor.formats import utf16_length
from scriptwriter.ui.editor.page_layout import PageLayout
from scriptwriter.ui.editor.sheet import Sheet

#: Where the line that is written stands when the page moves like a typewriter's, from the top.
_MIDDLE = 0.45
_MIN_ZOOM, _MAX_ZOOM, _ZOOM_STEP = 50, 300, 10


class ScriptView(QTextEdit):
    """A script or a story on its page. What is suggested for it comes with :class:`ScriptEditor`."""

    place_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setAccessibleName(self.tr("Script"))
        self._form = Form.SCRIPT
        self._families = {Form.SCRIPT: "Courier Prime", Form.PROSE: ""}
        self._point_size = 12
        self._zoom = 100
        self._paper = LETTER
        self._typewriter = False
        #: Whether the text gives way to another one, which is no edit.
        self.exchanging = False
        self._layout = PageLayout(self.document(), self._font(), EditorColors())
        self._layout.moved.connect(self._move_below)
        self.document().setDocumentLayout(self._layout)
        self.elements = ElementTyping(self._layout)
        self._refit()
        self.cursorPositionChanged.connect(self._cursor_moved)

    def _about_to_differ(self) -> None:
        """Called before the text or its looks change as a whole."""

    def _laid_anew(self) -> None:
        """Called after the page has been laid out for another width."""

    def _cursor_moved(self) -> None:
        self.elements.follow(self.textCursor().blockNumber())
        self._layout.follow_focus(self.textCursor().blockNumber())
        self._keep_in_middle()
        self.place_changed.emit()

    # -- text --------------------------------------------------------------------------------------

    def set_text(self, text: str) -> None:
        """Show another text, with an empty undo history, the cursor at its beginning."""
        self._about_to_differ()
        self.elements.mean(-1, None)
        self.exchanging = True
        try:
            self.setPlainText(text)
        finally:
            self.exchanging = False
        self.document().setModified(False)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def text(self) -> str:
        """The text exactly as it is; Qt's ``toPlainText`` would change no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n")

    def text_before_cursor(self) -> str:
        """What stands before the cursor."""
        return self._split_at_cursor()[0]

    def text_after_cursor(self) -> str:
        """What stands after the cursor."""
        return self._split_at_cursor()[1]

    def _split_at_cursor(self) -> tuple[str, str]:
        text, position = self.text(), self.textCursor().position()
        if text.isascii() or utf16_length(text[:position]) == position:
            return text[:position], text[position:]
        data = text.encode("utf-16-le", "surrogatepass")
        before, after = data[: position * 2], data[position * 2 :]
        return before.decode("utf-16-le", "surrogatepass"), after.decode("utf-16-le", "surrogatepass")

    @property
    def classifier(self) -> LineClassifier:
        """What each line is; read only."""
        return self._layout.classifier

    @property
    def page_layout(self) -> PageLayout:
        """The layout, for those who paint beside the text."""
        return self._layout

    def current_line(self) -> int:
        """The number of the line at the cursor, from 0."""
        return self.textCursor().blockNumber()

    def current_element(self) -> ElementKind:
        """What the line at the cursor is, or is meant to be."""
        return self.elements.kind(self.current_line())

    # -- looks -------------------------------------------------------------------------------------

    def form(self) -> Form:
        """How the text is laid out."""
        return self._form

    def set_form(self, form: Form) -> None:
        """Lay the text out as a script or as prose."""
        if form is not self._form:
            self._about_to_differ()
            self._form = form
            self._refit()

    def set_colors(self, colors: EditorColors) -> None:
        """Take over a theme's colours."""
        self._about_to_differ()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(colors.desk))
        palette.setColor(QPalette.ColorRole.Text, QColor(colors.text))
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self._layout.set_colors(colors)

    def set_fonts(self, script_family: str, prose_family: str, point_size: int) -> None:
        """``prose_family`` empty: the system's serif. ``point_size`` at 100 % zoom."""
        self._families = {Form.SCRIPT: script_family, Form.PROSE: prose_family}
        self._point_size = point_size
        self._refit()

    def set_paper(self, paper: Paper) -> None:
        """Lay the text out as on this paper."""
        if paper is not self._paper:
            self._paper = paper
            self._refit()

    def set_typewriter(self, on: bool) -> None:
        """Keep the line that is written in the middle of the window."""
        self._typewriter = on
        self._layout.set_least_below(self.viewport().height() * (1 - _MIDDLE) if on else 0.0)
        self._keep_in_middle()

    def set_focus_mode(self, on: bool) -> None:
        """Let everything but the paragraph at the cursor step back."""
        self._layout.set_focus(self.current_line() if on else None)

    def go_to_line(self, line: int) -> None:
        """Put the cursor on a line and that line near the top of the window."""
        block = self.document().findBlockByNumber(min(line, self.document().blockCount() - 1))
        cursor = self.textCursor()
        cursor.setPosition(block.position())
        self.setTextCursor(cursor)
        top = self._layout.blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(int(top - 2 * self._layout.sheet.line_height))
        self._keep_in_middle()
        self.setFocus()

    def _keep_in_middle(self) -> None:
        if self._typewriter:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + int(self.cursorRect().center().y() - self.viewport().height() * _MIDDLE))

    def zoom(self) -> int:
        """In per cent."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """From 50 to 300 per cent."""
        self._zoom = min(max(percent, _MIN_ZOOM), _MAX_ZOOM)
        self._refit()

    def zoom_by(self, steps: int) -> None:
        """So many tenths larger, or smaller."""
        self.set_zoom(self._zoom + steps * _ZOOM_STEP)

    def _font(self) -> QFont:
        return editor_font(self._form, self._families[self._form], self._point_size * self._zoom / 100)

    def _refit(self) -> None:
        """Another width, font or form: the same place of the text stays on the screen."""
        anchor = self._layout.block_at(self.verticalScrollBar().value())
        font = self._font()
        if self.document().defaultFont() != font:
            self.document().setDefaultFont(font)
        self._layout.set_sheet(Sheet(self._form, font, self.viewport().width(), self._paper))
        self.verticalScrollBar().setSingleStep(int(self._layout.sheet.line_height))
        if anchor:
            block = self.document().findBlockByNumber(anchor)
            self.verticalScrollBar().setValue(int(self._layout.blockBoundingRect(block).top()))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre the page in the new width."""
        super().resizeEvent(event)
        if self._typewriter:
            self.set_typewriter(True)
        if event.size().width() != event.oldSize().width():
            self._refit()
            self._laid_anew()

    def _move_below(self, y: int, down: int) -> None:
        """Move what is painted already instead of painting it once more: a page of text takes longer than a key may."""
        view = self.viewport()
        below = view.rect()
        below.setTop(max(y - self.verticalScrollBar().value(), 0))
        if below.isEmpty():
            return
        if (down * view.devicePixelRatioF()).is_integer():
            view.scroll(0, down, below)
        else:
            view.update(below)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Settle the heights of what is about to be seen, then paint."""
        top = self.verticalScrollBar().value()
        self._layout.ensure_laid(top, top + self.viewport().height())
        super().paintEvent(event)
        if not self.document().characterCount() - 1 and not self.is_waiting():
            self._paint_invitation()

    def is_waiting(self) -> bool:
        """Whether something is shown where nothing is written yet."""
        return False

    def _paint_invitation(self) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self._font())
        painter.setPen(QColor(self._layout.colors.dim))
        sheet = self._layout.sheet
        place = QRectF(
            sheet.text_left,
            sheet.top_margin - self.verticalScrollBar().value(),
            sheet.text_width,
            sheet.line_height * 3,
        )
        words = self.tr("Begin to write, or press Ctrl+Return for an opening.")
        painter.drawText(place, Qt.TextFlag.TextWordWrap, words)
        painter.end()
