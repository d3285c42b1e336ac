"""A passage's words by how expected they were: a line below and a ground for each of the four ranks."""

from bisect import bisect_right

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from scriptwriter.domain.tokens import TokenStats

#: As the score counts them (GLTR): among the likeliest ten, hundred, thousand.
_BUCKETS = (10, 100, 1000)
_COLORS = ("", "ok", "warning", "error")
_ALPHA = (0.0, 0.13, 0.17, 0.22)
_LINES = (
    QTextCharFormat.UnderlineStyle.NoUnderline,
    QTextCharFormat.UnderlineStyle.DotLine,
    QTextCharFormat.UnderlineStyle.DashUnderline,
    QTextCharFormat.UnderlineStyle.SingleUnderline,
)


def bucket_of(rank: int) -> int:
    """0 for a word among the ten likeliest, 3 for one behind the first thousand."""
    return bisect_right(_BUCKETS, rank)


class TokenMap(QTextBrowser):
    """Shows a text whose words carry lines; the last paragraph says what they mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("How expected each word is"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self._colors: dict[str, str] = {}
        self._shown: tuple[str, TokenStats | None] = ("", None)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def set_colors(self, colors: dict[str, str]) -> None:
        """Take over a theme's colours."""
        self._colors = dict(colors)
        text, stats = self._shown
        self._shown = ("", None)
        self.show_text(text, stats)

    def show_text(self, text: str, stats: TokenStats | None) -> None:
        """Show a text; without statistics plainly."""
        if self._shown == (text, stats):
            return
        self._shown = (text, stats)
        self.clear()
        cursor = QTextCursor(self.document())
        if stats is None or not len(stats):
            cursor.insertText(text, self._format(0))
            return
        ends = [*stats.starts[1:], len(text)]
        for start, end, rank in zip(stats.starts, ends, stats.rank, strict=True):
            bucket, piece = bucket_of(rank), text[start:end]
            word = piece.lstrip()
            # No line below the space before a word: lines of two words would run together.
            cursor.insertText(piece[: len(piece) - len(word)], self._format(0))
            cursor.insertText(word, self._format(bucket))
        self._add_legend(cursor)

    def _add_legend(self, cursor: QTextCursor) -> None:
        cursor.insertBlock()
        names = (
            self.tr("among the 10 likeliest"),
            self.tr("among the 100"),
            self.tr("among the 1000"),
            self.tr("less likely"),
        )
        for bucket, name in enumerate(names):
            cursor.insertBlock()
            sample = self._format(bucket)
            cursor.insertText(self.tr("word"), sample)
            plain = self._format(0)
            plain.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
            cursor.insertText(f"  {name}", plain)

    def _format(self, bucket: int) -> QTextCharFormat:
        found = QTextCharFormat()
        color = self._colors.get(_COLORS[bucket], "")
        if color:
            ground = QColor(color)
            ground.setAlphaF(_ALPHA[bucket])
            found.setBackground(ground)
            found.setUnderlineColor(QColor(color))
        found.setUnderlineStyle(_LINES[bucket])
        return found

    def _fit(self) -> None:
        """As high as the text: the panel scrolls, not the map in it."""
        self.setFixedHeight(int(self.document().size().height()) + 10)
