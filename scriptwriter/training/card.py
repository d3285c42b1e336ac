"""The model card and the report, written from the run alone: nothing in them that was not measured."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scriptwriter.services.training_job import Job
from scriptwriter.training.examples import Table
from scriptwriter.training.plan import Settings


def corpus_summary(table: Table) -> dict[str, Any]:
    """Works, passages and tokens, learned and held out."""
    works = table.rows["work"]
    found: dict[str, Any] = {}
    for name, held_out in (("train", False), ("held_out", True)):
        indices = table.examples(held_out)
        found[name] = {
            "works": len({works[int(index)] for index in indices}),
            "passages": len(indices),
            "tokens": table.count(indices),
        }
    return found


def settings_summary(settings: Settings) -> dict[str, Any]:
    """The hyper-parameters as plain values."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(settings).items()}


def write_report(path: Path, report: dict[str, Any]) -> None:
    """``report.json``."""
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")


def today() -> str:
    """The date in UTC, as in ISO 8601."""
    return datetime.now(UTC).date().isoformat()


def write_card(path: Path, job: Job, report: dict[str, Any]) -> None:
    """The card, in Markdown."""
    corpus, settings = report["corpus"], report["settings"]
    lines = [
        f"# {job.title or job.name}",
        "",
        f"Made on {report['date']} from {report['base']['name']} "
        f"({report['base']['architecture']}, {report['base']['parameters'] / 1e6:.1f} million parameters).",
        "",
    ]
    if job.licence:
        lines += [f"Licence: {job.licence}", ""]
    lines += [
        "## Corpus",
        "",
        "| | works | passages | tokens |",
        "|---|---:|---:|---:|",
        *(
            f"| {title} | {corpus[key]['works']} | {corpus[key]['passages']} | {corpus[key]['tokens']} |"
            for key, title in (("train", "learned"), ("held_out", "held out"))
        ),
        "",
        "## Training",
        "",
        f"Method {settings['method']}"
        + (f", rank {settings['rank']}" if settings["rank"] else "")
        + f"; at most {settings['epochs']:g} epochs, learning rate {settings['learning_rate']:g}, "
        f"{settings['batch_tokens']} tokens a step, {settings['precision']}, "
        f"weight decay {settings['weight_decay']:g}, "
        f"seed {job.seed}.",
        "",
        *(f"- {reason}" for reason in settings["why"]),
        "",
        "Held-out loss in nats a token (passages with their cues and contexts):",
        "",
        "| | before | after | best at step | steps |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {entry['voice'] or job.name} | {entry['before']:.4f} | {entry['after']:.4f} | {entry['best_step']} | "
            f"{entry['last_step']} |"
            for entry in report["trainings"]
        ),
        "",
    ]
    lines += [*(f"- {note}" for note in report.get("notes", [])), ""] if report.get("notes") else []
    lines += _characters(report) + _files(report) + _checks(report) + _samples(report)
    path.write_text("\n".join(lines), encoding="utf-8")


def _characters(report: dict[str, Any]) -> list[str]:
    if not report.get("characters"):
        return []
    rows = [
        f"| {entry['name']} | {entry['passages']} | {entry['before']:.3f} | {entry['after']:.3f} | "
        f"{(entry['after'] / entry['before'] - 1):+.1%} |"
        for entry in report["characters"]
    ]
    return [
        "## By character",
        "",
        "Held-out loss in llama.cpp of the passages that a character opens, with their cues and contexts.",
        "",
        "| | passages | before | after | |",
        "|---|---:|---:|---:|---:|",
        *rows,
        "",
    ]


def _files(report: dict[str, Any]) -> list[str]:
    if not report.get("quantizations"):
        return []
    rows = [
        f"| {entry['name']}{' (this file)' if entry['chosen'] else ''} | {entry['bytes'] / 1e6:.1f} | "
        f"{entry['loss']:.4f} | {entry['difference']:+.4f} | "
        f"{', '.join(f'{count} × {kind}' for kind, count in entry['used'].items())} |"
        for entry in report["quantizations"]
    ]
    return [
        "## Quantizations",
        "",
        "Held-out loss in llama.cpp on a part of the held-out passages; Δ against F16.",
        "",
        "| type | MB | loss | Δ | matrices |",
        "|---|---:|---:|---:|---|",
        *rows,
        "",
    ]


def _checks(report: dict[str, Any]) -> list[str]:
    lines = ["## Logits against torch", "", "| file | largest | mean | same first choice | tokens |"]
    lines.append("|---|---:|---:|---:|---:|")
    lines += [
        f"| {entry['file']} | {entry['largest']:.4f} | {entry['mean']:.5f} | {entry['same_choice']:.1%} | "
        f"{entry['tokens']} |"
        for entry in report["checks"]
    ]
    return [*lines, ""]


def _samples(report: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for entry in report["trainings"]:
        for sample in entry["samples"][-1:]:
            text = sample["text"].strip().replace("\n", "\n    ")
            lines += [f"At step {sample['step']}, asked for {sample['cue'] or 'nothing'}:", "", f"    {text}", ""]
    return ["## Samples", "", *lines] if lines else []
