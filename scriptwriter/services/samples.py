"""The sample scripts that come with the program."""

from pathlib import Path

from scriptwriter.domain.errors import Failure
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
