"""From a folder of training data to the score's model file and its evaluation."""

import importlib.util
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, Failure, NotHere
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.realism import fit, model
from scriptwriter.realism.fit import Fitted
from scriptwriter.realism.suitable import MIN_WORDS
from scriptwriter.services import models, realism_modern, realism_places, realism_probes, realism_tables
from scriptwriter.services.realism_data import read_generated, tally
from scriptwriter.services.realism_evaluation import Findings, evaluate, exceptions_of, threshold_of
from scriptwriter.services.realism_pairs import Pairs, pair_places, read_pairs
from scriptwriter.services.realism_probes import Probe
from scriptwriter.services.realism_report import write_report
from scriptwriter.services.realism_tables import StatsStore

Progress = Callable[[float], None]
Say = Callable[[str], None]
_EDITED = 100
_MODERN = 1000


def need_tools() -> None:
    """Raises ``NotHere`` with what to type when the tools for fitting are not installed."""
    for name in ("sklearn", "matplotlib"):
        if importlib.util.find_spec(name) is None:
            raise NotHere(f"{name} is needed for this: pip install 'scriptwriter[realism]'.")


def read_passages(
    heldout: Path, folder: Path, entry: ModelEntry, cancel: CancelToken, progress: Progress, threads: int = 0,
    humans: dict[str, int] | None = None,
) -> None:  # fmt: skip
    """Let the model read the folder's passages; goes on where it was. Raises ``BadInput``, ``BadModel``.

    ``humans``: of each split's human passages at most so many; all when left out.
    """
    rows = realism_places.read_rows(heldout)
    examples = _examples(rows, folder)
    engine, _ = models.open_model(entry, threads=threads, cancel=cancel)
    try:
        texts = [one.text for one in _chosen(examples, humans)] + _pairs(rows, folder).texts()
        realism_tables.score_texts(engine, texts, StatsStore(folder), cancel, progress)
    finally:
        engine.close()


def _pairs(rows: list[dict[str, Any]], folder: Path) -> Pairs:
    places = realism_places.read_places(folder / "human.jsonl")
    return read_pairs(rows, pair_places(rows, places, len(places)), folder)


def _chosen(examples: list[fit.Example], humans: dict[str, int] | None) -> list[fit.Example]:
    left = dict(humans or {})
    found = []
    for one in examples:
        if one.words < (fit.LEAST_WORDS if one.split == "train" else MIN_WORDS):
            continue
        if one.human and humans is not None:
            left[one.split] = left.get(one.split, 0) - 1
            if left[one.split] < 0:
                continue
        found.append(one)
    return found


def fitted(heldout: Path, folder: Path, entry: ModelEntry) -> Fitted:
    """Fit and calibrate with what the folder holds. Raises ``NotHere``, ``BadInput``, ``Failure``."""
    need_tools()
    return _fitted(realism_places.read_rows(heldout), heldout, folder, StatsStore(folder), entry)


def _fitted(
    rows: list[dict[str, Any]], heldout: Path, folder: Path, store: StatsStore, entry: ModelEntry
) -> Fitted:  # fmt: skip
    examples = realism_tables.with_stats(_examples(rows, folder), store)
    if not any(one.stats for one in examples if one.split == "calibration"):
        raise Failure(f"No passage in {folder} was read by the model yet.")
    lexicon, numbers = realism_tables.author_lexicon(rows)
    found = fit.fit(examples, lexicon, realism_tables.word_usage(folder), numbers, [entry.sha256])
    return realism_modern.with_modern(found, heldout.parent)


def train(heldout: Path, folder: Path, target: Path, entry: ModelEntry) -> Fitted:
    """Write the score's model file to ``target``."""
    found = fitted(heldout, folder, entry)
    model.save(replace(found.model, exceptions=exceptions_of(found)), target)
    return found


def evaluate_all(
    heldout: Path, folder: Path, entry: ModelEntry, docs: Path, cancel: CancelToken, say: Say, threads: int = 0,
    scenes: Sequence[Path] = (),
) -> Findings:  # fmt: skip
    """All figures, to ``docs/realism.md`` and its pictures. Nothing is written when it was cancelled.

    ``scenes``: scripts of today to measure it on besides the samples.
    """
    need_tools()
    today = realism_probes.own_samples() + realism_probes.passages(scenes, "modern scenes")
    rows, store = realism_places.read_rows(heldout), StatsStore(folder)
    found = _fitted(rows, heldout, folder, store, entry)
    findings = evaluate(found, say, _pairs(rows, folder).with_stats(store))
    say("edited and modern writing")
    findings.figures["turned down"] = realism_modern.figures(found, heldout.parent, today)
    findings.figures["probes"] = _probes(rows, found, heldout, today, store, entry, cancel, threads)
    if cancel.is_set():
        raise KeyboardInterrupt
    _judge_probes(findings)
    places = realism_places.read_places(folder / "human.jsonl")
    counts = tally(rows, places, read_generated(folder))
    (folder / "figures.json").write_text(json.dumps(findings.figures, indent=1), encoding="utf-8")
    write_report(findings, counts, docs)
    return findings


def _examples(rows: list[dict[str, Any]], folder: Path) -> list[fit.Example]:
    try:
        return realism_tables.examples_of(rows, folder)
    except OSError as error:
        raise BadInput(f"{folder} holds no training data: make it with `scriptwriter realism data`.") from error


def _probes(
    rows: list[dict[str, Any]], found: Fitted, heldout: Path, today: list[Probe], store: StatsStore, entry: ModelEntry,
    cancel: CancelToken, threads: int,
) -> dict[str, Any]:  # fmt: skip
    probes = realism_probes.edited(rows, found.tables["test"].examples, _EDITED)
    probes += realism_probes.modern(heldout.parent, _MODERN) + today
    texts = [probe.text for probe in probes]
    engine, _ = models.open_model(entry, threads=threads, cancel=cancel)
    try:
        realism_tables.score_texts(engine, texts, store, cancel, lambda _f: None)
    finally:
        engine.close()
    return realism_probes.judged(probes, found.model, [store.get(text) for text in texts], threshold_of(found))


def _judge_probes(findings: Findings) -> None:
    overall = findings.figures["false positives"]["all"]["rate"]
    for name, row in findings.figures["probes"].items():
        rate = row["called generated"]
        if not name.endswith("edited") and rate > 1.5 * overall:
            findings.misses.append(
                f"false positives of modern writing, {name}: {rate:.3f}, more than 1.5 × {overall:.3f}"
            )
