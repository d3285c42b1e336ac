"""The sample scripts that come with the program."""

from pathlib import Path

from scriptwriter.domain.errors import Failure
from scriptwriter.formats.fountain import split_title_page
from scriptwriter.services import documents, paths


def sample_files() -> list[Path]:
    """All samples, screenplays first."""
    folder = paths.resources_dir() / "samples"
    return sorted(folder.glob("*.fountain")) + sorted(folder.glob("*.txt")) + sorted(folder.glob("*.md"))


def script_text() -> str:
    """The text of the first sample screenplay. Raises ``Failure`` when the installation lacks it."""
    files = sample_files()
    if not files:
        raise Failure(f"The sample scripts are missing from {paths.resources_dir()}: reinstall the program.")
    return documents.load(files[0]).text


def title_of(path: Path) -> str:
    """What a sample is called: its title page's title, or else its first line."""
    text = documents.load(path).text
    fields, body = split_title_page(text)
    return fields.get("title") or body.strip().split("\n", 1)[0][:60] or path.stem
