"""The editor's fonts."""

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from scriptwriter.domain.cue import Form

_SERIFS = ["Georgia", "Charter", "Liberation Serif", "DejaVu Serif", "serif"]


def editor_font(form: Form, family: str, point_size: float) -> QFont:
    """The font of a form; an empty ``family`` is Courier Prime for scripts and the system's serif for stories."""
    if family:
        font = QFont(family)
    elif form is Form.PROSE:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setFamilies(_SERIFS)
    else:
        font = QFont("Courier Prime")
    if form is Form.SCRIPT:
        font.setStyleHint(QFont.StyleHint.TypeWriter)
        metrics = QFontMetricsF(font)
        # Asked of the glyphs: Courier Prime does not say of itself that it is of one width.
        if metrics.horizontalAdvance("i") != metrics.horizontalAdvance("M"):
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    # A ligature is narrower than its letters: it has no place in a font of one width.
    font.setFeature(QFont.Tag("liga"), 0)
    font.setPointSizeF(point_size)
    return font
