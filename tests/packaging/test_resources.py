import configparser
import hashlib
import tomllib
from itertools import product
from pathlib import Path

import pytest
from defusedxml import ElementTree
from PySide6.QtGui import QFontDatabase, QRawFont
from PySide6.QtSvg import QSvgRenderer

from scriptwriter.engine.catalogue import Catalogue
from scriptwriter.services import documents, paths, samples

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
THEMES = ("light", "dark")
#: Ink and the grounds on which it is read; WCAG AA asks 4.5 to 1.
READ = [
    *product(["text"], ["desk", "window", "panel", "paper", "field", "current_line", "chip", "chip_used"]),
    *product(["text"], ["button", "button_hover", "button_pressed"]),
    *product(["dim"], ["desk", "window", "panel", "paper", "field", "button"]),
    *product(["ghost", "generated"], ["paper", "current_line"]),
    *product(["heading", "character", "parenthetical", "transition"], ["paper", "current_line"]),
    *product(["note", "section"], ["paper", "current_line"]),
    *product(["accent", "ok", "warning", "error"], ["window", "panel", "paper", "field"]),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("selection_text", "selection"),
]


def colors(theme: str) -> dict[str, str]:
    return tomllib.loads((RESOURCES / "themes" / f"{theme}.toml").read_text())["colors"]


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), READ)
def test_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    assert contrast(colors(theme)[ink], colors(theme)[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_focus_can_be_seen(theme: str) -> None:
    for ground in ("window", "panel", "field", "button"):
        assert contrast(colors(theme)["focus"], colors(theme)[ground]) >= 3


def test_themes_have_the_same_roles() -> None:
    assert list(colors("light")) == list(colors("dark"))


@pytest.mark.parametrize("icon", sorted((RESOURCES / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_icons_can_be_drawn(icon: Path) -> None:
    assert QSvgRenderer(str(icon)).isValid()
    text = icon.read_text()
    # A line icon takes the theme's colour: the word is replaced when it is loaded. Nothing else may be fixed then.
    assert text.count("currentColor") in (0, 1)
    assert ("currentColor" in text) != ("#" in text)


def test_fonts_are_one_family_of_one_width(qapp: object) -> None:
    styles = set()
    for file in (RESOURCES / "fonts").glob("*.ttf"):
        assert QFontDatabase.addApplicationFont(str(file)) >= 0
        font = QRawFont(str(file), 12)
        assert font.familyName() == "Courier Prime"
        widths = {point.x() for point in font.advancesForGlyphIndexes(font.glyphIndexesForString("iM—é'"))}
        assert len(widths) == 1
        styles.add(font.styleName())
    assert styles == {"Regular", "Bold", "Italic", "Bold Italic"}
    assert "SIL OPEN FONT LICENSE" in (RESOURCES / "fonts" / "OFL.txt").read_text()


def test_samples_are_long_enough_and_end_openly() -> None:
    script, story = samples.sample_files()
    assert (script.suffix, story.suffix) == (".fountain", ".txt")
    for path in (script, story):
        document = documents.load(path)
        assert not document.read_only
        assert len(document.text.split()) > 600
        # As the model was trained: straight quotes, dashes without spaces.
        assert not set(document.text) & set("“”‘’")
        assert " — " not in document.text
    assert "Genre: drama" in script.read_text()


def test_desktop_file_and_metadata_belong_together() -> None:
    (desktop,) = (RESOURCES / "desktop").glob("*.desktop")
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read(desktop, encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert entry["Type"] == "Application"
    assert entry["Exec"].split()[0] == "scriptwriter"
    metadata = ElementTree.fromstring(desktop.with_suffix(".metainfo.xml").read_bytes())
    assert metadata.findtext("id") == desktop.stem == entry["Icon"]
    assert metadata.findtext("launchable") == desktop.name
    mime = ElementTree.fromstring((RESOURCES / "desktop" / "x-fountain.xml").read_bytes())
    assert mime[0].get("type") in entry["MimeType"].split(";")


def test_bundled_models_are_what_the_manifest_says(tmp_path: Path) -> None:
    catalogue = Catalogue(paths.models_dir(), tmp_path)
    assert sum(entry.default for entry in catalogue.entries()) == 1
    for entry in catalogue.entries():
        data = entry.path.read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry.sha256
        assert len(data) == entry.size
        assert entry.licence
        assert entry.card is not None
        assert entry.path.name in entry.card.read_text(encoding="utf-8")
