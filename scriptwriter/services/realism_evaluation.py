"""How good the realism score is, on authors that it has not seen: every figure with its number of passages."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from scriptwriter.realism import metrics
from scriptwriter.realism.calibration import BANDS, Calibration, band_of
from scriptwriter.realism.fit import (
    Example,
    Fitted,
    Table,
    balance,
    fit_evidence,
    is_imitation,
    trees_of,
    with_evidence,
)
from scriptwriter.realism.judges import JUDGE_FEATURES, Forest, TfIdf, others
from scriptwriter.services.realism_eras import era_of
from scriptwriter.services.realism_pairs import Pairs

Say = Callable[[str], None]
#: What a passage is called by: at most so many of a hundred human ones are called generated.
FALSE_POSITIVES = 0.05
_ENOUGH = 100
#: "At 50 words", "at 100 words": passages of about that length.
LENGTHS = {"50 words (50–60)": (50, 60), "100 words (85–115)": (85, 115)}


@dataclass(slots=True)
class Findings:
    """All figures, as JSON can hold them, and what the plots are drawn from."""

    figures: dict[str, Any] = field(default_factory=dict)
    curves: dict[str, Any] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def target(self, name: str, value: float, wanted: float, at_least: bool = True) -> None:
        """Compare a figure with its target; a miss is kept."""
        self.figures.setdefault("targets", []).append(
            {"name": name, "value": value, "wanted": wanted, "at_least": at_least, "n": None}
        )
        if not (value >= wanted if at_least else value <= wanted):
            self.misses.append(f"{name}: {value:.3f}, wanted {'≥' if at_least else '≤'} {wanted}")


def evaluate(fitted: Fitted, say: Say, pairs: Pairs | None = None) -> Findings:
    """Everything that needs no further reading by a model. ``pairs``: what the program wrote for unseen authors."""
    found = Findings()
    test = fitted.tables["test"]
    test = test.where(test.words >= BANDS[0][0])
    odds = fitted.model.trees.log_odds(test.rows)
    say("judges")
    _judges(found, fitted, test, odds)
    _generators(found, test, odds)
    _calibration(found, fitted.model.calibration, test, odds)
    _people(found, fitted, test, odds)
    say("leaving generators out")
    _left_out(found, fitted, test, say)
    say("the generator from the other side")
    _other_side(found, fitted, test, pairs)
    return found


def shares_of(calibration: Calibration, odds: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Calibrated shares of human passages, float[n] from 0 to 1."""
    return np.array([calibration.of(float(o), int(w))[0] for o, w in zip(odds, words, strict=True)])


def _judges(found: Findings, fitted: Fitted, test: Table, odds: np.ndarray) -> None:
    train = fitted.tables["train"]
    scores = {"realism score": odds}
    scores |= {name: judge.scores(test) for name, judge in others(train.where(train.words >= 40)).items()}
    table: dict[str, Any] = {}
    for name, values in scores.items():
        rows: dict[str, Any] = {"all": _interval(metrics.auroc, values, test)}
        for length, (low, high) in LENGTHS.items():
            mask = (test.words >= low) & (test.words <= high)
            rows[length] = _interval(metrics.auroc, values[mask], test.where(mask))
        rows["found at 5 %"] = _interval(metrics.found_at, values, test)
        table[name] = rows
        found.curves.setdefault("roc", {})[name] = [part.tolist() for part in metrics.roc(values, test.human)]
    found.figures["judges"] = table
    found.figures["language models only"] = _by_length(
        odds, test, np.array([not is_imitation(one) for one in test.examples])
    )
    found.figures["test"] = {"human": int(test.human.sum()), "generated": int((1 - test.human).sum())}
    found.figures["by length"] = {
        f"{low}–{high}": _interval(metrics.auroc, odds[mask], test.where(mask))
        for low, high in BANDS
        if (mask := (test.words >= low) & (test.words <= high)).any()
    }
    found.target("AUROC at 100 words, unseen authors", table["realism score"]["100 words (85–115)"][0], 0.97)
    found.target("AUROC at 50 words, unseen authors", table["realism score"]["50 words (50–60)"][0], 0.90)


def _by_length(odds: np.ndarray, test: Table, keep: np.ndarray) -> dict[str, list[float]]:
    """AUROC of some of the passages: all lengths, then those of ``LENGTHS``."""
    spans = {"all": (0, 10**6), **LENGTHS}
    masks = {name: keep & (test.words >= low) & (test.words <= high) for name, (low, high) in spans.items()}
    return {name: _interval(metrics.auroc, odds[mask], test.where(mask)) for name, mask in masks.items()}


def _interval(metric: metrics.Metric, values: np.ndarray, table: Table) -> list[float]:
    return [round(part, 4) for part in metrics.interval(metric, values, table.human, table.authors)] + [len(values)]


def _generators(found: Findings, test: Table, odds: np.ndarray) -> None:
    """By recipe, family, generator and cue: AUROC against all human passages, and the share found at 5 %."""
    rows: dict[str, Any] = {}
    for kind in ("generator", "family", "recipe"):
        for name in sorted({getattr(one, kind) for one in test.examples} - {""}):
            mask = np.array([one.human or getattr(one, kind) == name for one in test.examples])
            rows[f"{kind}: {name}"] = _found(odds, test, mask)
    for cue in (True, False):
        mask = np.array([one.human or (one.cue == cue and _by_model(one)) for one in test.examples])
        if not test.human[mask].all():
            rows[f"cue: {'on' if cue else 'off'}"] = _found(odds, test, mask)
    found.figures["by generator"] = rows
    repetition = rows.get("family: repetition")
    if repetition:
        found.target("found at 5 % false positives under a repetition penalty", repetition["found at 5 %"], 0.60)


def _by_model(one: Example) -> bool:
    return not one.human and not is_imitation(one)


def _found(odds: np.ndarray, test: Table, mask: np.ndarray) -> dict[str, Any]:
    human = test.human[mask]
    return {
        "n": int((1 - human).sum()),
        "auroc": round(metrics.auroc(odds[mask], human), 4),
        "found at 5 %": round(metrics.found_at(odds[mask], human, FALSE_POSITIVES), 4),
    }


def _calibration(found: Findings, calibration: Calibration, test: Table, odds: np.ndarray) -> None:
    """Both classes weigh alike in each band, as in the calibration."""
    shares = shares_of(calibration, odds, test.words)
    weights = balance(test.human, test.words, ["prose"] * len(odds))
    rows = {"all": _ece(shares, test, weights)}
    for index, (low, high) in enumerate(BANDS):
        mask = np.array([band_of(int(w)) == index for w in test.words])
        if mask.sum() >= _ENOUGH:
            rows[f"{low}–{high}"] = _ece(shares[mask], test.where(mask), weights[mask])
            found.target(f"calibration error at {low}–{high} words", rows[f"{low}–{high}"][0], 0.04, at_least=False)
    found.target("calibration error (15 equal-mass bins)", rows["all"][0], 0.02, at_least=False)
    found.target("passages that it was measured on", len(odds), 4000)
    found.figures["calibration error"] = rows
    found.curves["reliability"] = [
        [float(np.average(values[part], weights=weights[part])) for values in (shares, test.human.astype(float))]
        for part in metrics.equal_mass(shares, 15)
    ]
    inside = [_inside(calibration, odds, test, part, weights) for part in metrics.equal_mass(shares, 15)]
    found.figures["bins in range"] = f"{sum(inside)} of {len(inside)}"


def _ece(shares: np.ndarray, table: Table, weights: np.ndarray, repeats: int = 200) -> list[float]:
    """Error and its interval; authors are drawn again. An interval's low end is never near 0: noise adds."""
    value = metrics.calibration_error(shares, table.human, 15, weights)
    names = np.array(table.authors)
    members = [np.flatnonzero(names == name) for name in np.unique(names)]
    draw = np.random.default_rng(5)
    drawn = []
    for _ in range(repeats):
        picked = np.concatenate([members[i] for i in draw.integers(0, len(members), len(members))])
        drawn.append(metrics.calibration_error(shares[picked], table.human[picked], 15, weights[picked]))
    return [round(value, 4), *(round(float(q), 4) for q in np.quantile(drawn, [0.025, 0.975])), len(shares)]


def _inside(calibration: Calibration, odds: np.ndarray, test: Table, part: np.ndarray, weights: np.ndarray) -> bool:
    ranges = np.array([calibration.of(float(odds[i]), int(test.words[i]))[1:] for i in part])
    seen = np.average(test.human[part], weights=weights[part])
    return bool(ranges[:, 0].mean() - 1e-9 <= seen <= ranges[:, 1].mean() + 1e-9)


def threshold_of(fitted: Fitted) -> float:
    """The log odds below which 5 % of the calibration authors' human passages lie."""
    known = fitted.tables["calibration"]
    known = known.where(known.words >= BANDS[0][0])
    return metrics.threshold_at(fitted.model.trees.log_odds(known.rows), known.human, FALSE_POSITIVES)


_KINDS: dict[str, Callable[[Example], str]] = {
    "author": lambda one: one.author,
    "era": lambda one: era_of(one.extra.get("work", "")),
    "form": lambda one: one.form,
    "genre": lambda one: one.extra.get("genre") or "",
}


def exceptions_of(fitted: Fitted) -> tuple[str, ...]:
    """Authors (as they are called, not as they are filed), eras and genres whose human passages are called generated
    more than 1.5 times as often as others; of those with enough test passages."""
    test = fitted.tables["test"]
    test = test.where(test.words >= BANDS[0][0])
    rows = _false_positives(fitted, test, fitted.model.trees.log_odds(test.rows))
    names = [(kind, name) for kind, name, _ in _exceeding(rows) if kind != "form"]
    return tuple(called(name) if kind == "author" else name for kind, name in names)


def called(name: str) -> str:
    """A catalogue's name of an author as people say it: "Alger, Horatio, Jr." is Horatio Alger, Jr."""
    family, _, given = re.sub(r"\s*\(.*?\)", "", name).partition(", ")
    given, _, rest = given.partition(", ")
    return f"{given} {family}".strip() + (f", {rest}" if rest else "")


def _people(found: Findings, fitted: Fitted, test: Table, odds: np.ndarray) -> None:
    rows = _false_positives(fitted, test, odds)
    found.figures["false positives"] = rows
    for kind, name, row in _exceeding(rows):
        overall = rows["all"]["rate"]
        found.misses.append(
            f"false positives of {kind} {name}: {row['rate']:.3f}, more than 1.5 × {overall:.3f} (n = {row['n']})"
        )


def _false_positives(fitted: Fitted, test: Table, odds: np.ndarray) -> dict[str, dict[str, Any]]:
    """By author, era, form, genre: the share of human passages below a threshold that the calibration authors set.

    And the AUROC of these human passages against all generated ones.
    """
    human, threshold = test.human == 1, threshold_of(fitted)

    def row(mask: np.ndarray) -> dict[str, Any]:
        both = mask | ~human
        return {
            "rate": round(float((odds[mask] < threshold).mean()), 4),
            "auroc": round(metrics.auroc(odds[both], test.human[both]), 4),
            "n": int(mask.sum()),
        }

    rows = {"all": row(human)}
    for kind, of in _KINDS.items():
        names = np.array([of(one) for one in test.examples])
        rows |= {f"{kind}: {name}": row(human & (names == name)) for name in sorted(set(names[human]) - {""})}
    return rows


def _exceeding(rows: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(kind, name, row) of those with enough passages and clearly more of them called generated than overall."""
    for title, row in rows.items():
        kind, _, name = title.partition(": ")
        if name and row["n"] >= _ENOUGH and row["rate"] > 1.5 * rows["all"]["rate"]:
            yield kind, name, row


def _left_out(found: Findings, fitted: Fitted, test: Table, say: Say) -> None:
    """Everything learnt anew without one family, then tested on that family alone."""
    rows: dict[str, Any] = {}
    train = fitted.tables["train"]
    for name, member in _families(train.examples):
        keep = np.array([one.human or not member(one) for one in train.examples])
        here = np.array([one.human or member(one) for one in test.examples])
        if test.human[here].mean() > 0.995 or keep.all() or train.human[keep].all():
            continue
        say(f"without {name}")
        left = train.where(keep)
        given, outside = fit_evidence(left.examples)
        trees = trees_of(Table(left.examples, with_evidence(left.rows, outside)))
        theirs = test.where(here)
        rows[name] = _found(
            trees.log_odds(with_evidence(theirs.rows, np.array([given.of(one.text) for one in theirs.examples]))),
            theirs, np.ones(len(theirs.examples), bool),
        )  # fmt: skip
    found.figures["left out"] = rows
    if rows:
        values = [row["auroc"] for row in rows.values()]
        found.target("leave one generator family out, mean AUROC", float(np.mean(values)), 0.90)
        found.target("leave one generator family out, worst AUROC", min(values), 0.80)


def _families(examples: Sequence[Example]) -> list[tuple[str, Callable[[Example], bool]]]:
    """Samplers by family, chains, coarser quantizations, and the language model in all its forms."""
    samplers = sorted({one.family for one in examples} - {""})
    found: list[tuple[str, Callable[[Example], bool]]] = [(name, _has_family(name)) for name in samplers]
    found.append(("quantized variants", lambda one: "-q" in one.generator))
    found.append(("the language model, all samplers", _by_model))
    return found


def _has_family(name: str) -> Callable[[Example], bool]:
    return lambda one: one.family == name


def _other_side(found: Findings, fitted: Fitted, test: Table, pairs: Pairs | None) -> None:
    """How well judges that never rank tell the program's passages apart; and other generators', to know the judges."""
    train = fitted.tables["train"]
    rows: dict[str, Any] = {}
    for name, wanted in (
        ("program", _has_family("product")),
        ("word LSTM", _has_family("lstm")),
        ("word and letter chains", lambda one: one.family in ("markov", "characters")),
    ):
        ours = train.where(np.array([one.human or wanted(one) for one in train.examples]))
        if ours.human.all():
            continue
        theirs = {name: test.where(np.array([one.human or wanted(one) for one in test.examples]))}
        if name == "program" and pairs:
            theirs = {f"{name}, {how}": table for how, table in pairs.tables(fitted.model)}
        judges = (
            ("random forest", Forest(ours, JUDGE_FEATURES)), ("random forest on style alone", Forest(ours)),
            ("TF-IDF", TfIdf(ours)),
        )  # fmt: skip
        for title, judge in judges:
            rows |= {f"{title}, {what}": _accuracy(judge.scores(table), table) for what, table in theirs.items()}
    found.figures["other side"] = rows
    if judged := rows.get("random forest, word LSTM"):
        found.target("random forest on LSTM text, balanced accuracy", judged["balanced accuracy"], 0.95)


def _accuracy(scores: np.ndarray, table: Table) -> dict[str, Any]:
    """Balanced accuracy where the judge's own training put the border; forests at 0.5, log odds at 0."""
    border = 0.5 if scores.min() >= 0 and scores.max() <= 1 else 0.0
    return {
        "balanced accuracy": round(metrics.balanced_accuracy((scores > border).astype(float), table.human), 4),
        "generated": int((1 - table.human).sum()),
        "human": int(table.human.sum()),
    }
