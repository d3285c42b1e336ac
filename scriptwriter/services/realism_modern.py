"""What the score turns down as writing of today: learnt from one half of two corpora, measured on the other."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism.fit import Example, Fitted, Table
from scriptwriter.realism.model import RealismModel
from scriptwriter.realism.modern import Modern
from scriptwriter.realism.suitable import MIN_WORDS
from scriptwriter.services import realism_probes
from scriptwriter.services.realism_probes import Probe

_MOST = 10**6


def with_modern(found: Fitted, data: Path) -> Fitted:
    """The model with what it turns down, learnt from the corpora in ``data``; as it is where there are none."""
    learnt = _table(found.model, realism_probes.modern(data, _MOST, learnt=True))
    return replace(found, model=replace(found.model, modern=_learnt(found, learnt))) if learnt.examples else found


def figures(found: Fitted, data: Path, more: Sequence[Probe] = ()) -> dict[str, Any]:
    """Shares that are turned down: of the test authors', of what was generated, of modern writing that was held back,
    and of each corpus when only the other was learnt from. ``more``: other writing of today."""
    if found.model.modern is None:
        return {}
    test = found.tables["test"]
    test = test.where(test.words >= MIN_WORDS)
    kinds: dict[str, Callable[[Example], bool]] = {
        "human prose before 1931": lambda one: one.human and one.form == "prose",
        "human scripts before 1931": lambda one: one.human and one.form == "script",
        "generated": lambda one: not one.human,
    }
    rows = {
        name: _row(found.model.modern, test.where(np.array([of(one) for one in test.examples])))
        for name, of in kinds.items()
    }
    probes = [*realism_probes.modern(data, _MOST), *more]
    held, learnt = _table(found.model, probes), _table(found.model, realism_probes.modern(data, _MOST, learnt=True))
    for kind, theirs in _by_kind(held).items():
        rows[kind] = _row(found.model.modern, theirs)
        others = learnt.where(np.array([one.generator != kind for one in learnt.examples]))
        if others.examples and len(others.examples) < len(learnt.examples):
            rows[f"{kind}, not learnt from"] = _row(_learnt(found, others), theirs)
    return rows


def _learnt(found: Fitted, new: Table) -> Modern:
    from scriptwriter.realism.fit_modern import fit_modern

    human = {name: table.where(table.human == 1) for name, table in found.tables.items()}
    return fit_modern(human["train"], new, human["calibration"])


def _table(model: RealismModel, probes: Sequence[Probe]) -> Table:
    """What the language model makes of them is not looked at, and so left out."""
    nothing = TokenStats((), (), (), (), ())
    examples = [Example(probe.text, True, "", "", "", generator=probe.kind) for probe in probes]
    return Table(examples, np.array([model.row(one.text, nothing) for one in examples]))


def _by_kind(table: Table) -> dict[str, Table]:
    names = np.array([one.generator for one in table.examples])
    return {name: table.where(names == name) for name in dict.fromkeys(names.tolist())}


def _row(modern: Modern, table: Table) -> dict[str, Any]:
    found = [modern.of(one.text, row) > 0 for one, row in zip(table.examples, table.rows, strict=True)]
    return {"turned down": round(float(np.mean(found)), 4) if found else None, "n": len(found)}
