"""An evaluation as one HTML file: tables and plots that need nothing from elsewhere."""

from collections.abc import Sequence
from html import escape
from typing import Any

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
table{border-collapse:collapse;margin:1rem 0}th,td{padding:.25rem .8rem;border-bottom:1px solid #ccc;text-align:right}
th:first-child,td:first-child{text-align:left}h2{margin-top:2.5rem}figure{margin:1rem 0}figcaption{color:#555}
pre{white-space:pre-wrap;border-left:3px solid #999;padding-left:1rem;font:14px/1.45 'Courier Prime',Courier,monospace}
.before{color:#666}@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#1b1b1b}th,td{border-color:#444}
figcaption,.before{color:#aaa}svg text{fill:#e6e6e6}}
"""
#: (key, what it is called, how it is shown)
_ROWS = (
    ("keywords", "Asked keywords used", "share"),
    ("all_keywords", "All asked keywords used", "share"),
    ("speaker_opens", "Asked speaker speaks first", "share"),
    ("known_speakers", "Speeches of who has spoken before", "share"),
    ("valid_blocks", "Whole Fountain blocks (scripts)", "share"),
    ("rep_4", "Repeated runs of four words", "share"),
    ("distinct_1", "Different words (of the first 50)", "share"),
    ("distinct_2", "Different pairs of words", "share"),
    ("words", "Words a passage", "number"),
    ("closeness", "Closeness to people's passages (0–1)", "number"),
)
_WAYS = (("human", "people"), ("cue", "cue alone"), ("guided", "guided"))
_COLORS = {"human": "#767676", "cue": "#0b6bcb", "guided": "#b45309"}


def as_html(model: str, found: dict[str, Any]) -> str:
    """The whole page."""
    ways = [(key, name) for key, name in _WAYS if key in found]
    parts = [
        f"<h1>Evaluation of {escape(model)}</h1>",
        "<h2>Reading what people wrote</h2>",
        _loss_table(found["loss"]),
        "<h2>Writing in the same places</h2>",
        _table(found, ways),
        *(_bars(found, ways, key, name) for key, name, kind in _ROWS if kind == "share"),
        "<h2>Unpicked samples</h2>",
        *(_sample(one) for one in found["cue"]["samples"]),
    ]
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Evaluation of {escape(model)}</title><style>{_STYLE}</style><body>{''.join(parts)}</body></html>\n"
    )


def side_by_side(results: Sequence[tuple[str, dict[str, Any]]]) -> str:
    """Several models on the same places, two Markdown tables: what people wrote there, read; and what each writes."""
    names = [title for title, _ in results]
    first = results[0][1]
    read = [
        [f"{part}: {name}", *(_read(found["loss"].get(part), key) for _, found in results)]
        for part in first["loss"]
        for key, name in (("loss", "loss, nats a token (95 %)"), ("word_perplexity", "perplexity per word"))
    ]
    ways = [(key, name) for key, name in _WAYS[1:] if all(key in found for _, found in results)]
    wrote = [
        [
            name,
            _shown(first["human"][key], kind),
            *(_shown(found[way][key], kind) for way, _ in ways for _, found in results),
        ]
        for key, name, kind in _ROWS
    ]
    columns = [f"{title}, {name}" for _, name in ways for title in names]
    return _markdown(["people's passages", *names], read) + "\n" + _markdown(["", "people", *columns], wrote)


def _read(row: dict[str, Any] | None, key: str) -> str:
    if row is None:
        return "–"
    if key == "word_perplexity":
        return f"{row[key]:.0f}"
    return f"{row[key]:.3f} ({row['loss_interval'][0]:.3f}–{row['loss_interval'][1]:.3f})"


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "".join("| " + " | ".join(row) + " |\n" for row in (head, ["---"] * len(head), *rows))


def _loss_table(loss: dict[str, Any]) -> str:
    names = ("", "passages", "loss", "95 %", "without cue", "perplexity", "per word")
    head = "<tr>" + "".join(f"<th>{name}</th>" for name in names) + "</tr>"
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{row['passages']}</td><td>{row['loss']:.3f}</td>"
        f"<td>{row['loss_interval'][0]:.3f}–{row['loss_interval'][1]:.3f}</td><td>{row['loss_without_cue']:.3f}</td>"
        f"<td>{row['perplexity']:.1f}</td><td>{row['word_perplexity']:.0f}</td></tr>"
        for name, row in loss.items()
    )
    return f"<table>{head}{rows}</table><p>Loss in nats a token; lower is better.</p>"


def _table(found: dict[str, Any], ways: Sequence[tuple[str, str]]) -> str:
    head = "<tr><th></th>" + "".join(f"<th>{escape(name)}</th>" for _, name in ways) + "</tr>"
    rows = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(f"<td>{_shown(found[way][key], kind)}</td>" for way, _ in ways)
        + "</tr>"
        for key, name, kind in _ROWS
    )
    return f"<table>{head}{rows}</table>"


def _shown(value: float | None, kind: str) -> str:
    if value is None:
        return "–"
    return f"{value * 100:.1f} %" if kind == "share" else f"{value:.2f}"


def _bars(found: dict[str, Any], ways: Sequence[tuple[str, str]], key: str, name: str) -> str:
    rows = [(way, title, found[way][key]) for way, title in ways if found[way][key] is not None]
    if not rows:
        return ""
    height = 26 * len(rows)
    bars = "".join(
        f'<rect x="90" y="{26 * at + 4}" width="{max(value * 400, 0.5):.1f}" height="18" fill="{_COLORS[way]}"/>'
        f'<text x="82" y="{26 * at + 18}" text-anchor="end" font-size="13">{escape(title)}</text>'
        f'<text x="{96 + value * 400:.1f}" y="{26 * at + 18}" font-size="13">{value * 100:.1f} %</text>'
        for at, (way, title, value) in enumerate(rows)
    )
    label = escape(f"{name}: " + ", ".join(f"{title} {value * 100:.1f} %" for _, title, value in rows))
    return (
        f'<figure><svg role="img" aria-label="{label}" width="600" height="{height}">{bars}</svg>'
        f"<figcaption>{escape(name)}</figcaption></figure>"
    )


def _sample(one: dict[str, Any]) -> str:
    asked = ", ".join(
        part for part in (one["genre"], one["character"], *(one["keywords"] or ())) if part
    )  # fmt: skip
    return (
        f"<p>{escape(one['form'])}" + (f"; asked: {escape(asked)}" if asked else "") + "</p>"
        f'<pre><span class="before">{escape(one["before"])}</span>{escape(one["text"])}</pre>'
    )
