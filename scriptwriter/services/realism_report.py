"""``docs/realism.md`` and its pictures, from the findings of an evaluation."""

from pathlib import Path
from typing import Any

from scriptwriter.services.realism_evaluation import Findings

_INTRO = """# How far the realism score can be believed

Made by `scriptwriter realism evaluate`. The score compares a passage's style with human plays and fiction dated before
1931. It cannot tell who wrote it. All figures are from authors of whom nothing was used to train or calibrate, unless
it says otherwise. *Found at 5 %*: the share of generated passages that is called generated when 5 of 100 human ones
are. Intervals are 95 %, from authors drawn again.
"""
_HOW_TO_READ = """## How to read these figures
- **The test authors were looked at while this was made.** The strength of the n-gram weights, leaving chains of
  words out of them, more training passages of the subtle samplers, more calibration passages, the counts of words and
  pairs, and which of them are kept were decided after seeing test figures. They are therefore somewhat too good; a
  set of authors that nobody has looked at is still to be measured.
- **Unseen authors are not unheard-of ones.** Other works by some of them (Kipling, Verne, James, Dos Passos …) stand in
  the texts that words and pairs of words were counted in, and that the bundled model was drawn from. Whose is not
  listed there, so what that is worth was not measured; the table by author has each.
- **One figure for all generators depends on their mix.** Nearly half of the generated test passages are chains of
  words and letters or an LSTM's, and samplers that cut the tail off (min-p, top-k, the program's own) are found almost
  always: tokens that are missing give them away, not bad writing. Text drawn close to the model's own distribution is
  found least. Look at the table by generator before the headline. *Language models only* leaves chains and LSTM out.
- **Authors are what the data calls so.** Some are illustrators or translators (Orban, Emshwiller, Wrenn, Garnett),
  so one name can hold several writers and one writer can stand under several names. Passages that speak of
  television show that not everything is from before 1931.
- **Writing of today is turned down, not judged**, by weights of words and style that were learnt from one half of two
  corpora of modern lines; the table below says how much of the other half is turned down, how much of a corpus that
  nothing was learnt from, and how much older writing with them: plays in plain speech are taken for modern most often.
  Where the border lies was decided after seeing these figures. All other tables count such passages, too, as if they
  were judged. Who calibrates the score with texts of their own gets scores for all.
- Edited passages are of mixed samplers, 100 of each kind. Half-replaced ones are found more often than those with
  30 %: words that are put in at random make worse text, not more human text.
"""
_PROBED = ("called generated", "of those scored", "turned down", "n")
_NOT_MEASURED = """## Not measured
- The seed's GAN.
- Language models other than the bundled one and its quantizations.
"""


def write_report(findings: Findings, tally: dict[str, Any], folder: Path) -> None:
    """``realism.md`` in ``folder`` and its plots in ``folder/images``. Needs matplotlib."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    _plots(findings, folder / "images")
    figures = findings.figures
    parts = [
        _INTRO,
        "## Against the targets\n",
        _targets(findings),
        _HOW_TO_READ,
        "## Passages\n",
        _rows(("what", "how many"), [(name, _tallied(value)) for name, value in tally.items()]),
        f"Tested on {figures['test']['human']} human and {figures['test']['generated']} generated passages.\n",
        "## Judges on the same passages\n",
        "![ROC](images/realism-roc.png)\n",
        _judges(figures["judges"]),
        "![By length](images/realism-length.png)\n",
        _by_length("AUROC", figures["by length"]),
        "Language models only:\n",
        _by_length("AUROC", figures["language models only"]),
        "## Calibration\n",
        "![Reliability](images/realism-reliability.png)\n",
        _by_length("ECE, 15 equal-mass bins", figures["calibration error"]),
        "An interval can lie above its figure: drawing again adds noise, and noise is an error here.\n",
        f"Bins whose human share lies in the likely range: {figures['bins in range']}.\n",
        "## By generator\n",
        "![By generator](images/realism-generators.png)\n",
        _table(figures["by generator"], ("auroc", "found at 5 %", "n")),
        "Learnt without a family, tested on it:\n",
        _table(figures["left out"], ("auroc", "found at 5 %", "n")),
        "## Human passages called generated\n",
        "At the threshold where 5 % of the calibration authors' human passages are called generated; and the AUROC of\n"
        "these passages against all generated ones.\n",
        _table(figures["false positives"], ("rate", "auroc", "n")),
    ]  # fmt: skip
    if "probes" in figures:
        parts += ["## Edited and modern writing\n", _table(figures["probes"], _PROBED)]
    if figures.get("turned down"):
        parts += [
            "Shares that are turned down as writing of today, by what it is:\n",
            _table(figures["turned down"], ("turned down", "n")),
        ]
    parts += [
        "## The generator from the other side\n",
        "Balanced accuracy of judges that were not used for ranking; 50 % would mean that they cannot tell.\n",
        "The forest goes by style, by how usual the wording is and by what the model makes of it; by style alone it\n"
        "finds too little LSTM text to be a judge (95 % were asked for). Each is taught with passages of that kind.\n",
        "Goals for a model trained on a GPU: forest 55 %, TF-IDF 65 %; for this one they are only reported.\n",
        _table(figures["other side"], ("balanced accuracy", "generated", "human")),
        _NOT_MEASURED,
    ]
    (folder / "realism.md").write_text("\n".join(parts), encoding="utf-8")


def _targets(findings: Findings) -> str:
    rows = [
        (t["name"], f"{t['value']:.3f}".removesuffix(".000"), f"{'≥' if t['at_least'] else '≤'} {t['wanted']}",
         "met" if (t["value"] >= t["wanted"]) == t["at_least"] or t["value"] == t["wanted"] else "**missed**")
        for t in findings.figures.get("targets", [])
    ]  # fmt: skip
    misses = "".join(f"- {line}\n" for line in findings.misses)
    return _rows(("figure", "measured", "target", ""), rows) + (f"\nEvery miss:\n\n{misses}" if misses else "")


def _judges(table: dict[str, Any]) -> str:
    columns = list(next(iter(table.values())))
    return _rows(
        ("judge", *columns), [(name, *(_ranged(row[column]) for column in columns)) for name, row in table.items()]
    )


def _by_length(name: str, table: dict[str, Any]) -> str:
    return _rows(("words", name, "n"), [(length, _ranged(value), value[3]) for length, value in table.items()])


def _table(table: dict[str, Any], columns: tuple[str, ...]) -> str:
    return _rows(("", *columns), [(name, *(row[column] for column in columns)) for name, row in table.items()])


def _ranged(value: list[float]) -> str:
    return f"{value[0]:.3f} ({value[1]:.3f}–{value[2]:.3f})"


def _tallied(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {count}" for name, count in sorted(value.items()))
    return str(value)


def _rows(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines) + "\n"


def _plots(findings: Findings, folder: Path) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(5.5, 4.5))
    for name, (wrong, right) in findings.curves["roc"].items():
        axes.plot(wrong, right, label=name, linewidth=2 if name == "realism score" else 1)
    axes.set(xlabel="human called generated", ylabel="generated found", title="Unseen authors")
    axes.legend(fontsize=8)
    _save(figure, folder / "realism-roc.png")

    figure, axes = plt.subplots(figsize=(4.5, 4.5))
    said, seen = zip(*findings.curves["reliability"], strict=True)
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    axes.plot(said, seen, marker="o")
    axes.set(xlabel="score / 100", ylabel="share of human passages", title="Reliability, 15 equal-mass bins")
    _save(figure, folder / "realism-reliability.png")

    rows = findings.figures["by generator"]
    figure, axes = plt.subplots(figsize=(6.5, 0.24 * len(rows) + 1))
    axes.barh(list(rows), [row["found at 5 %"] for row in rows.values()])
    axes.invert_yaxis()
    axes.set(xlabel="found at 5 % false positives", xlim=(0, 1))
    axes.tick_params(labelsize=7)
    _save(figure, folder / "realism-generators.png")

    rows = findings.figures["by length"]
    figure, axes = plt.subplots(figsize=(4.5, 3.5))
    values = list(rows.values())
    bars = [[v[0] - v[1] for v in values], [v[2] - v[0] for v in values]]
    axes.errorbar(list(rows), [v[0] for v in values], yerr=bars, marker="o", capsize=3)
    axes.set(xlabel="words", ylabel="AUROC", title="By length")
    _save(figure, folder / "realism-length.png")


def _save(figure: Any, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    import matplotlib.pyplot as plt

    plt.close(figure)
