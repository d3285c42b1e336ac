"""Two texts side by side, with what is different marked by signs and colours."""

import difflib
from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

from scriptwriter.services.merge import Change, changes

#: So many equal lines are shown around a difference; the rest is folded.
_AROUND = 3
#: A table of more rows takes too long to lay out.
_MAX_ROWS = 3000


class CompareView(QTextBrowser):
    """``compare`` shows two texts; what only one has is marked by − or + and by colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Comparison"))
        self.setOpenLinks(False)
        self.differences = 0

    def compare(self, left_title: str, left: str, right_title: str, right: str) -> None:
        """Show what must change in ``left`` to become ``right``."""
        a, b = left.split("\n"), right.split("\n")
        found = changes(a, b)
        self.differences = sum(not change.same for change in found)
        rows: list[str] = [f"<tr><th></th><th>{escape(left_title)}</th><th></th><th>{escape(right_title)}</th></tr>"]
        for change in found:
            if len(rows) > _MAX_ROWS:
                rows.append(self._wide(self.tr("There is more that is different, which is not shown.")))
                break
            rows += self._same(a, change) if change.same else self._different(a, b, change)
        if not self.differences:
            rows = [rows[0], self._wide(self.tr("The two texts are the same."))]
        self.setHtml(self._page("".join(rows)))

    def _page(self, rows: str) -> str:
        palette = self.palette()
        style = (
            "td { padding: 1px 6px; white-space: pre-wrap; } th { padding: 4px 6px; text-align: left; }"
            f"td.gone {{ background: {self._tint('#c0392b')}; }} td.new {{ background: {self._tint('#1e8449')}; }}"
            f"td.fold {{ color: {palette.color(QPalette.ColorRole.PlaceholderText).name()}; }}"
        )
        table = f'<table width="100%" cellspacing="0" cellpadding="2">{rows}</table>'
        return f"<style>{style}</style>{table}"

    def _tint(self, color: str) -> str:
        """The ground of this theme with a little of a colour in it."""
        ground, tone = self.palette().color(QPalette.ColorRole.Base), QColor(color)
        part = 0.22
        pairs = ((ground.red(), tone.red()), (ground.green(), tone.green()), (ground.blue(), tone.blue()))
        return "#{:02x}{:02x}{:02x}".format(*(round(g * (1 - part) + t * part) for g, t in pairs))

    def _wide(self, text: str) -> str:
        return f'<tr><td></td><td class="fold" colspan="3"><i>{escape(text)}</i></td></tr>'

    def _same(self, lines: Sequence[str], change: Change) -> list[str]:
        shown = list(change.a)
        folded = len(shown) - 2 * _AROUND
        if folded < 2:
            return [_row("", lines[at], "", lines[at], "", "") for at in shown]
        fold = self._wide(self.tr("{0} lines are the same").format(folded))
        first = [_row("", lines[at], "", lines[at], "", "") for at in shown[:_AROUND]] if change.a.start else []
        last = [_row("", lines[at], "", lines[at], "", "") for at in shown[-_AROUND:]]
        return [*first, fold, *last]

    def _different(self, a: Sequence[str], b: Sequence[str], change: Change) -> list[str]:
        rows = []
        for offset in range(min(max(len(change.a), len(change.b)), _MAX_ROWS)):
            left = a[change.a.start + offset] if offset < len(change.a) else None
            right = b[change.b.start + offset] if offset < len(change.b) else None
            rows.append(_pair(left, right))
        return rows


def _pair(left: str | None, right: str | None) -> str:
    if left is None or right is None:
        return _row(
            "−" if left is not None else "", left or "", "+" if right is not None else "", right or "",
            "gone" if left is not None else "", "new" if right is not None else "",
        )  # fmt: skip
    old, new = _words(left, right)
    return _row("−", old, "+", new, "gone", "new", raw=True)


def _words(left: str, right: str) -> tuple[str, str]:
    """Both lines with the words that differ in bold."""
    a, b = left.split(" "), right.split(" ")
    old, new = [], []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        same = tag == "equal"
        old += [escape(word) if same else f"<b>{escape(word)}</b>" for word in a[a1:a2]]
        new += [escape(word) if same else f"<b>{escape(word)}</b>" for word in b[b1:b2]]
    return " ".join(old), " ".join(new)


def _row(left_sign: str, left: str, right_sign: str, right: str, gone: str, new: str, raw: bool = False) -> str:
    left, right = (left, right) if raw else (escape(left), escape(right))
    return (
        f'<tr><td class="{gone}" width="14">{left_sign}</td><td class="{gone}" width="49%">{left or "&nbsp;"}</td>'
        f'<td class="{new}" width="14">{right_sign}</td><td class="{new}" width="49%">{right or "&nbsp;"}</td></tr>'
    )
