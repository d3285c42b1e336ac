"""The score's model file: numbers only (``.npz`` without pickle), and a JSON header in it that says what it is."""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scriptwriter.domain.errors import BadModel
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism import features
from scriptwriter.realism.calibration import Calibration, read_calibration
from scriptwriter.realism.classifier import Trees, read_trees
from scriptwriter.realism.evidence import SIZE, Evidence
from scriptwriter.realism.lexicon import Lexicon
from scriptwriter.realism.modern import Modern, read_modern
from scriptwriter.realism.usage import Usage, read_usage

FORMAT = 2
MAX_BYTES = 5_000_000
_MAX_ARRAY_BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class RealismModel:
    """Everything that turns a normalised text and its token statistics into a calibrated number.

    ``sources``: SHA-256 of the language models whose statistics it was calibrated with. ``exceptions``: authors,
    eras and genres whose human passages are called generated clearly more often than others, as they were measured.
    ``modern``: what is turned down as writing of today; None: nothing.
    """

    lexicon: Lexicon
    usage: Usage
    evidence: Evidence
    trees: Trees
    calibration: Calibration
    sources: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    modern: Modern | None = None

    def row(self, text: str, stats: TokenStats) -> np.ndarray:
        """float[features] in the order of ``features.NAMES``."""
        words = len(text.split())
        style = features.style(text, self.lexicon) + self.usage.of(text)
        return np.array(features.likelihood(stats, words) + style + self.evidence.of(text))


def save(model: RealismModel, path: Path) -> None:
    """Write a model file. Raises ``BadModel`` when it is larger than may be shipped."""
    header = {
        "format": FORMAT,
        "features": list(features.NAMES),
        "sources": list(model.sources),
        "exceptions": list(model.exceptions),
    }
    arrays: dict[str, Any] = {
        **model.lexicon.arrays(),
        **model.usage.arrays(),
        "evidence_words": model.evidence.words.astype(np.float16),
        "evidence_letters": model.evidence.letters.astype(np.float16),
        "evidence_constants": np.array(model.evidence.constants),
        **model.trees.arrays(),
        **model.calibration.arrays(),
        **(model.modern.arrays() if model.modern else {}),
        "header": np.frombuffer(json.dumps(header).encode(), dtype=np.uint8),
    }
    np.savez_compressed(path, **arrays)
    if path.stat().st_size > MAX_BYTES:
        raise BadModel(f"{path.name} has {path.stat().st_size} bytes; at most {MAX_BYTES} may be shipped.")


def load(path: Path) -> RealismModel:
    """Read a model file. Raises ``BadModel`` for one that is missing, damaged or of another version."""
    try:
        _check_sizes(path)
        with np.load(path, allow_pickle=False) as arrays:
            header = json.loads(arrays["header"].tobytes())
            if header["format"] != FORMAT or tuple(header["features"]) != features.NAMES:
                raise BadModel(f"{path.name} belongs to another version of the program.")
            words, letters = (arrays[name].astype(float) for name in ("evidence_words", "evidence_letters"))
            constants = arrays["evidence_constants"]
            if words.shape != (SIZE,) or letters.shape != (SIZE,):
                raise ValueError("the evidence is damaged")
            return RealismModel(
                Lexicon(arrays["lexicon_keys"], arrays["lexicon_users"]),
                read_usage(arrays),
                Evidence(words, letters, (float(constants[0]), float(constants[1]))),
                read_trees(arrays),
                read_calibration(arrays),
                tuple(map(str, header["sources"])),
                tuple(map(str, header["exceptions"])),
                read_modern(arrays),
            )
    except (OSError, ValueError, KeyError, IndexError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise BadModel(f"{path.name} cannot be read as a realism model ({type(error).__name__}).") from error


def _check_sizes(path: Path) -> None:
    """A small file can say that it unpacks to a large one."""
    with zipfile.ZipFile(path) as archive:
        if path.stat().st_size > MAX_BYTES or sum(part.file_size for part in archive.infolist()) > _MAX_ARRAY_BYTES:
            raise ValueError("it is too large")
