"""Our own document layout: a page with a screenplay's margins, and no formats in the document.

Qt's layout could only be told about margins by formats in the document, which get into the undo history. This one
asks the line classifier what each block is and lays it out so; document, undo history and file hold the writer's
text and nothing else. Blocks are laid out for real when they are first seen; until then their height is counted
in columns.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
)

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.ui.editor.block_stack import BlockStack
from scriptwriter.ui.editor.colors import EditorColors
from scriptwriter.ui.editor.formats import LineFormats
from scriptwriter.ui.editor.ghost import GhostView, cursor_at, lay_lines
from scriptwriter.ui.editor.margin import Margin
from scriptwriter.ui.editor.sheet import Sheet
from scriptwriter.ui.timers import single_shot

#: After an edit so many changed blocks are laid out at once; more of them when they are seen.
_AT_ONCE = 60
_PROSE_KINDS = frozenset({ElementKind.SECTION, ElementKind.SYNOPSIS, ElementKind.NOTE, ElementKind.BONEYARD})
_CURSOR_WIDTH = 2
#: What a block is marked with that was laid out as this kind; 0: it has to be laid out anew.
_LAID_AS = {kind: number for number, kind in enumerate(ElementKind, 1)}
#: How much is seen of what steps back in focus mode.
_FAINT = 0.4


class PageLayout(QAbstractTextDocumentLayout):
    """Lays a document out on one long sheet. Positions in pixels, blocks by their number.

    ``lines_replaced`` tells of every edit of the text, in lines: where, how many went, and those that came. ``moved``:
    what was below the first height is now so much further down, and looks as it did.
    """

    lines_replaced = Signal(int, int, object)
    moved = Signal(int, int)

    def __init__(self, document: QTextDocument, font: QFont, colors: EditorColors) -> None:
        super().__init__(document)
        # The signal has a form without a rectangle as well, which PySide would choose by itself.
        self._update = self.update["QRectF"]  # pyright: ignore[reportIndexIssue] - missing in the stubs
        self.classifier = LineClassifier()
        self.colors = colors
        self._formats = LineFormats(colors)
        self.sheet = Sheet(Form.SCRIPT, font, 800)
        self._stack = BlockStack([self.sheet.line_height], self.sheet.top_margin)
        self._laid = bytearray(1)
        self._ghost: GhostView | None = None
        self._ghost_block = -1
        self._margin = Margin(self)
        self._least_below = 0.0
        self._focus: range | None = None
        self.revised: frozenset[int] = frozenset()
        self._revision_color = ""
        self.meant_line, self._meant_kind = -1, ElementKind.ACTION
        #: Asked for every block that is painted what to mark in it: (number, kind, text) -> ranges with their formats.
        #: They cost no layout, so they must not change the letters' widths.
        self.markers: list[Callable[[int, ElementKind, str], list[QTextLayout.FormatRange]]] = []
        #: Called for every block that is painted, to draw below its words: (painter, block, what is shown, where).
        self.underliners: list[Callable[[QPainter, QTextBlock, QTextLayout, QPointF], None]] = []
        self._formatting = False
        self._size_timer = single_shot(self, self._announce_size)

    # -- set-up ------------------------------------------------------------------------------------

    def set_sheet(self, sheet: Sheet) -> None:
        """Another form, font or width: everything is laid out anew."""
        self.sheet = sheet
        self._forget_all()

    def set_colors(self, colors: EditorColors) -> None:
        """Another theme."""
        self.colors = colors
        self._formats = LineFormats(colors)
        self._forget_all()

    def set_page_starts(self, starts: list[tuple[int, int]]) -> None:
        """Where printed pages begin: (block, row in it) of each, the first one included."""
        if starts != self._margin.page_starts:
            self._margin.page_starts = starts
            self._update.emit(QRectF(0, 0, 1e9, 1e9))

    def shift_page_starts(self, starts: list[tuple[int, int]]) -> None:
        """Lines came or went: page ends stay with their text, which is moved as it stands on the screen."""
        if len(starts) != len(self._margin.page_starts):
            self.set_page_starts(starts)
        else:
            self._margin.page_starts = starts

    def set_revised(self, blocks: frozenset[int], color: str | None = None) -> None:
        """Mark blocks in the margin as changed; ``color`` is the revision's name for its paper."""
        self.revised = blocks
        if color is not None:
            self._revision_color = color
        self._update.emit(QRectF(0, 0, 1e9, 1e9))

    def kind_at(self, number: int) -> ElementKind:
        """What a block is shown as."""
        kind = self.classifier.kinds[number]
        if self.sheet.form is Form.PROSE:
            return kind if kind in _PROSE_KINDS else ElementKind.ACTION
        return self._meant_kind if number == self.meant_line else kind

    def meant_at(self, number: int) -> ElementKind | None:
        """What a block is meant to be, whatever its text says as yet."""
        return self._meant_kind if number == self.meant_line else None

    def set_meant(self, number: int, kind: ElementKind | None) -> None:
        """Show a block as what it is meant to be; there is one such block at most, and none with None."""
        old = self.meant_line
        self.meant_line = number if kind is not None else -1
        self._meant_kind = kind or ElementKind.ACTION
        for changed in {old, self.meant_line}:
            if 0 <= changed < len(self._laid):
                self._laid[changed] = 0
                self._refit(changed)

    # -- what Qt asks ------------------------------------------------------------------------------

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Qt tells of an edit, or of a new page size."""
        if self._formatting:
            return
        document = self.document()
        if removed == 0 and added >= document.characterCount() - 1 and self._is_known(document):
            return
        old_count, new_count = len(self.classifier.lines), document.blockCount()
        first = document.findBlock(position).blockNumber()
        last_block = document.findBlock(min(position + added, document.characterCount() - 1))
        last = last_block.blockNumber()
        old_last = last - (new_count - old_count)
        if first < 0 or last < 0 or old_last < first - 1 or old_last >= old_count:
            self._read_everything()
            return
        block, lines = document.findBlockByNumber(first), []
        for _ in range(first, last + 1):
            lines.append(block.text())
            block = block.next()
        if self._is_whole_text(first, last, new_count):
            self._read_everything()
            return
        if self.meant_line > old_last:
            self.meant_line += new_count - old_count
        if self._ghost_block > old_last:
            self._ghost_block += new_count - old_count
        self.lines_replaced.emit(first, old_last - first + 1, lines)
        changed = self.classifier.replace(first, old_last - first + 1, lines)
        old_bottom = self._stack.bottom
        laid_as = self._laid[first] if new_count == old_count else 0
        if new_count != old_count:
            self._stack.replace(first, old_last - first + 1, len(lines))
        self._laid[first : old_last + 1] = bytes(len(lines))
        changed = range(min(changed.start, first), max(changed.stop, last + 1))
        self._lay_changed(changed)
        above = self._rows_above(position, first, laid_as) if len(changed) == 1 else 0
        self._show_changed(changed, old_bottom, above)

    def documentSize(self):
        """The whole sheet with its margins."""
        from PySide6.QtCore import QSizeF

        below = max(self.sheet.bottom_margin, self._least_below)
        return QSizeF(self.sheet.page_left + self.sheet.width, self._stack.bottom + below)

    def set_least_below(self, height: float) -> None:
        """Keep so much room below the text, so that its end can be scrolled up."""
        self._least_below = height
        self._announce_size()

    def pageCount(self) -> int:
        """One long sheet; printed pages are counted elsewhere."""
        return 1

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        """The root frame is everything."""
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Where a block stands; lays it out if it has not been yet, which Qt relies on."""
        number = block.blockNumber()
        if number < 0 or number >= len(self._stack):
            return QRectF()
        self._see(block, number)
        return QRectF(self.sheet.text_left, self._stack.top(number), self.sheet.text_width, self._stack.height(number))

    def hitTest(  # pyright: ignore[reportIncompatibleMethodOverride] - Qt only ever hands in a QPointF
        self, point: QPointF, accuracy: Qt.HitTestAccuracy
    ) -> int:
        """The document position nearest to a point."""
        number = self.block_at(point.y())
        block = self.document().findBlockByNumber(number)
        self._see(block, number)
        layout = block.layout()
        x, y = point.x() - self.sheet.text_left, point.y() - self._stack.top(number)
        if accuracy == Qt.HitTestAccuracy.ExactHit and not 0 <= x <= self.sheet.text_width:
            return -1
        row = min(max(int(y // self.sheet.line_height), 0), max(layout.lineCount() - 1, 0))
        line = layout.lineAt(row)
        offset = cursor_at(layout, line, x, self.classifier.lines[number]) if line.isValid() else 0
        return block.position() + min(offset, block.length() - 1)

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Draw the paper and the blocks that can be seen."""
        size = self.documentSize()
        clip = context.clip if context.clip.isValid() else QRectF(QPointF(0, 0), size)
        # Painted here and not left to the palette: style sheets take a widget's own palette away when it moves.
        painter.fillRect(clip, QColor(self.colors.desk))
        # The paper reaches as far down as the window does, however short the text is.
        paper = QRectF(self.sheet.page_left, clip.top(), self.sheet.width, clip.height())
        painter.fillRect(paper, QColor(self.colors.paper))
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        number = self.block_at(clip.top())
        block = self.document().findBlockByNumber(number)
        while block.isValid() and self._stack.top(number) <= clip.bottom():
            self._see(block, number)
            painter.setOpacity(1.0 if self._focus is None or number in self._focus else _FAINT)
            self._draw_block(painter, context, block, number, clip)
            block, number = block.next(), number + 1
        painter.setOpacity(1.0 if self._focus is None else _FAINT)
        self._margin.draw_page_ends(painter, clip)
        painter.setOpacity(1.0)

    def repaint(self, number: int) -> None:
        """Something about a block looks different now."""
        if 0 <= number < len(self._stack):
            top = self._stack.top(number)
            self._update.emit(QRectF(0, top, 1e9, self._stack.top(number + 1) - top))

    def set_focus(self, number: int | None) -> None:
        """Draw all paragraphs but the one of this block faintly; None: draw all alike."""
        self._focus = None if number is None else self._paragraph(number)
        self._update.emit(QRectF(0, 0, 1e9, 1e9))

    def follow_focus(self, number: int) -> None:
        """The cursor stands in another block."""
        if self._focus is not None and (focus := self._paragraph(number)) != self._focus:
            self._focus = focus
            self._update.emit(QRectF(0, 0, 1e9, 1e9))

    def _paragraph(self, number: int) -> range:
        """The blocks around one, up to the next empty lines."""
        lines = self.classifier.lines
        first = last = min(number, len(lines) - 1)
        while first > 0 and lines[first - 1].strip():
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].strip():
            last += 1
        return range(first, last + 1)

    # -- drawing -----------------------------------------------------------------------------------

    def _draw_block(
        self,
        painter: QPainter,
        context: QAbstractTextDocumentLayout.PaintContext,
        block: QTextBlock,
        number: int,
        clip: QRectF,
    ) -> None:
        layout, at = block.layout(), QPointF(self.sheet.text_left, self._stack.top(number))
        ghost = self._ghost if number == self._ghost_block else None
        shown = ghost.inline if ghost is not None and ghost.inline is not None else layout
        marks = self._selections(context, block, layout)
        if shown is layout:
            kind, text = self.kind_at(number), self.classifier.lines[number]
            marks = [mark for marker in self.markers for mark in marker(number, kind, text)] + marks
        for underline in self.underliners:
            underline(painter, block, shown, at)
        shown.draw(painter, at, marks, clip)
        if ghost is not None:
            ghost.draw(painter, at.x(), at.y() + self._stack.height(number) - ghost.extra_height)
        if number in self.revised:
            self._margin.draw_revised(painter, number, self._revision_color)
        self._draw_cursor(painter, context.cursorPosition, block, layout, at)

    def _selections(
        self, context: QAbstractTextDocumentLayout.PaintContext, block: QTextBlock, layout: QTextLayout
    ) -> list[QTextLayout.FormatRange]:
        found = []
        start, length = block.position(), block.length()
        for selection in context.selections:
            begin = selection.cursor.selectionStart() - start
            end = selection.cursor.selectionEnd() - start
            if begin < length and end > 0 and end > begin:
                selected = QTextLayout.FormatRange()
                selected.start = max(begin, 0)
                selected.length = min(end, length) - selected.start
                selected.format = selection.format
                selected.format.setBackground(QBrush(QColor(self.colors.selection)))
                selected.format.setForeground(QBrush(QColor(self.colors.text)))
                found.append(selected)
        return found

    def _draw_cursor(
        self, painter: QPainter, position: int, block: QTextBlock, layout: QTextLayout, at: QPointF
    ) -> None:
        if position < -1:  # Qt's way to say: inside the text that an input method is composing
            offset = layout.preeditAreaPosition() - (position + 2)
            if layout.preeditAreaText():
                layout.drawCursor(painter, at, offset, _CURSOR_WIDTH)
        elif block.contains(position):
            layout.drawCursor(painter, at, position - block.position(), _CURSOR_WIDTH)

    # -- geometry ----------------------------------------------------------------------------------

    def top_of(self, number: int) -> float:
        """Where a block begins, in pixels from the top of the sheet; the number behind the last one: where it ends."""
        return self._stack.top(number)

    def block_at(self, y: float) -> int:
        """The number of the block at a height."""
        return self._stack.at(y)

    def ensure_laid(self, top: float, bottom: float) -> None:
        """Lay out all blocks between two heights, so that painting finds their real places."""
        number = self.block_at(top)
        block = self.document().findBlockByNumber(number)
        while block.isValid() and self._stack.top(number) <= bottom:
            self._see(block, number)
            block, number = block.next(), number + 1

    def line_count(self, number: int) -> int:
        """How many lines a block takes, without a ghost."""
        block = self.document().findBlockByNumber(number)
        self._see(block, number)
        return max(block.layout().lineCount(), 1)

    def _see(self, block: QTextBlock, number: int) -> None:
        if not self._laid[number]:
            height = self._lay(block, number)
            if self._stack.set_height(number, height):
                self._size_timer.start(0)

    def _lay(self, block: QTextBlock, number: int) -> float:
        kind, layout = self.kind_at(number), block.layout()
        if not layout.preeditAreaText():
            self._set_formats(block, self._formats.ranges(kind, self.classifier.lines[number]))
        lines = lay_lines(layout, self.sheet, kind, self.classifier.lines[number])
        self._laid[number] = _LAID_AS[kind]
        return self._with_ghost(number, max(lines, 1) * self.sheet.line_height)

    def _set_formats(self, block: QTextBlock, wanted: list[QTextLayout.FormatRange]) -> None:
        """Give a block its formats, when they are new."""
        have = block.layout().formats()
        if len(have) == len(wanted) and all(
            a.start == b.start and a.length == b.length and a.format == b.format
            for a, b in zip(have, wanted, strict=True)
        ):
            return
        block.layout().setFormats(wanted)
        # Qt notes this as a change of the document and would report it with the next edit, which would then seem to
        # reach over everything that has been laid out since. So it is made to report it now, to nobody.
        self._formatting = True
        try:
            self.document().markContentsDirty(block.position(), block.length())
        finally:
            self._formatting = False

    def _with_ghost(self, number: int, height: float) -> float:
        if number != self._ghost_block or self._ghost is None:
            return height
        return max(height, self._ghost.base_height) + self._ghost.extra_height

    def _counted_height(self, number: int) -> float:
        line = self.classifier.lines[number]
        columns = self.sheet.line_columns(self.kind_at(number))
        rows = 1 if len(line) <= columns else wrapped_rows(line, columns)
        return rows * self.sheet.line_height

    # -- changes -----------------------------------------------------------------------------------

    def _is_known(self, document: QTextDocument) -> bool:
        """Whether Qt tells of a new page size only: the text is what it was."""
        return document.blockCount() == len(self.classifier.lines) and _lines(document) == self.classifier.lines

    def _is_whole_text(self, first: int, last: int, count: int) -> bool:
        return first == 0 and last == count - 1 and count > _AT_ONCE

    def _read_everything(self) -> None:
        lines = _lines(self.document())
        self.lines_replaced.emit(0, len(self.classifier.lines), lines)
        self.classifier.set_lines(lines)
        self._forget_all()

    def _forget_all(self) -> None:
        count = len(self.classifier.lines)
        self._ghost, self._ghost_block = None, -1
        self._laid = bytearray(count)
        self._stack = BlockStack(map(self._counted_height, range(count)), self.sheet.top_margin)
        self._announce_size()
        self._update.emit(QRectF(0, 0, 1e9, 1e9))

    def _lay_changed(self, changed: range) -> None:
        block = self.document().findBlockByNumber(changed.start)
        for number in changed:
            if self._laid[number] != _LAID_AS[self.kind_at(number)]:  # else text and kind are what they were
                height = self._lay(block, number) if len(changed) <= _AT_ONCE else self._lay_later(number)
                self._stack.set_height(number, height)
            block = block.next()

    def _rows_above(self, position: int, number: int, laid_as: int) -> int:
        """How many rows of a block look as they did before an edit at a position of the document in it."""
        block = self.document().findBlockByNumber(number)
        layout = block.layout()
        if laid_as != self._laid[number] or layout.formats() or layout.preeditAreaText() or number == self._ghost_block:
            return 0
        row = layout.lineForTextPosition(position - block.position())
        # A word that became shorter may have gone up into the row before.
        return max(row.lineNumber() - 1, 0) if row.isValid() else 0

    def _show_changed(self, changed: range, old_bottom: float, rows_above: int = 0) -> None:
        """Have blocks painted that look different now; everything below them is only moved."""
        down = self._stack.bottom - old_bottom
        top, bottom = self._stack.top(changed.start), self._stack.top(changed.stop)
        if down:
            self._announce_size()
            self.moved.emit(int(bottom - max(down, 0)), int(down))
        top += rows_above * self.sheet.line_height
        self._update.emit(QRectF(0, top, 1e9, bottom - top))

    def _lay_later(self, number: int) -> float:
        self._laid[number] = 0
        return self._counted_height(number)

    def _announce_size(self) -> None:
        self.documentSizeChanged.emit(self.documentSize())

    # -- the ghost ---------------------------------------------------------------------------------

    def show_ghost(self, number: int, at_end: bool, text: str, streaming: bool) -> None:
        """Show a ghost at a block, in place of the one before."""
        lines = self.classifier.lines
        above = lines[max(number - 8, 0) : number]
        view = GhostView(self.sheet, self.colors.ghost, above, lines[number], at_end, text, streaming)
        old, self._ghost_block, self._ghost = self._ghost_block, number, view
        if old not in (-1, number):
            self._refit(old)
        self._refit(number)

    def hide_ghost(self) -> None:
        """Take the ghost and its room away."""
        number, self._ghost_block, self._ghost = self._ghost_block, -1, None
        if 0 <= number < len(self._stack):
            self._refit(number)

    def ghost_bottom(self) -> float:
        """Where the ghost ends, in pixels from the top of the sheet; 0 without one."""
        return self._stack.top(self._ghost_block + 1) if self._ghost is not None else 0.0

    def _refit(self, number: int) -> None:
        block = self.document().findBlockByNumber(number)
        if not self._laid[number]:
            self._see(block, number)
        old_bottom = self._stack.bottom
        self._stack.set_height(
            number, self._with_ghost(number, max(block.layout().lineCount(), 1) * self.sheet.line_height)
        )
        self._show_changed(range(number, number + 1), old_bottom)


def _lines(document: QTextDocument) -> list[str]:
    """All blocks' texts in one call; toPlainText would turn no-break spaces into spaces."""
    return document.toRawText().split("\u2029")


def wrapped_rows(line: str, columns: int) -> int:
    """How many rows a line takes when it wraps at words, in a font of one width."""
    rows, used = 1, 0
    for word in line.split(" "):
        size = len(word)
        if used and used + 1 + size <= columns:
            used += 1 + size
            continue
        if used:
            rows += 1
        while size > columns:
            rows += 1
            size -= columns
        used = size
    return rows
