"""Rows of measurements as a table in Markdown and as bars in SVG."""

import dataclasses
import statistics

from engines import RIVAL


@dataclasses.dataclass
class Row:
    """What was measured in each engine, by the engine's name; the kind is what rows are averaged by."""

    label: str
    unit: str
    values: dict
    kind: str = ""

    def ratio(self, engine):
        base = self.values.get(RIVAL)
        return self.values[engine] / base if base and engine in self.values else None


def number(value):
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def means(rows, kind, names):
    """Geometric means of the ratios to Wasmtime; an engine that lacks a row has none."""
    chosen = [row for row in rows if row.kind == kind]
    found = {}
    for name in names:
        ratios = [row.ratio(name) for row in chosen]
        if ratios and all(ratios):
            found[name] = statistics.geometric_mean(ratios)
    return found


def markdown(rows, names, missing):
    lines = ["| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for row in rows:
        cells = []
        for name in names:
            ratio = row.ratio(name)
            value = number(row.values[name]) if name in row.values else ""
            cells.append(f"{value} ({ratio:.2f}×)" if ratio and name != RIVAL else value)
        lines.append(f"| {row.label}, {row.unit} | " + " | ".join(cells) + " |")
    for kind in dict.fromkeys(row.kind for row in rows if row.kind):
        found = means(rows, kind, names)
        if found:
            cells = [f"{found[name]:.2f}×" if name in found else "" for name in names]
            lines.append(f"| **geometric mean, {kind}** | " + " | ".join(cells) + " |")
    lines += ["", f"Medians; in brackets the ratio to {RIVAL}."]
    if missing:
        lines.append("Not found, so not compared: " + ", ".join(missing) + ".")
    return "\n".join(lines) + "\n"


COLOURS = ["#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#9c6b4e", "#a463f2"]
BAR, GAP, SCALE, LEFT, TOP, WIDEST = 12, 16, 40, 200, 30, 500


def svg(rows, names):
    """Bars of all rows that several engines have, as ratios to the fastest."""
    chosen = [row for row in rows if len(row.values) > 1 and min(row.values.values()) > 0]
    height = TOP + sum(len(row.values) * BAR + GAP for row in chosen) + 20 * len(names)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDEST + 60}" height="{height}" '
        'font-family="sans-serif" font-size="11">',
        f'<text x="{LEFT}" y="16">relative to the fastest engine; shorter is better</text>',
    ]
    y = TOP
    for row in chosen:
        fastest = min(row.values.values())
        out.append(f'<text x="4" y="{y + len(row.values) * BAR / 2 + 4}">{row.label}</text>')
        for name in names:
            if name not in row.values:
                continue
            ratio = row.values[name] / fastest
            width = min(WIDEST, ratio * SCALE)
            colour = COLOURS[names.index(name) % len(COLOURS)]
            out.append(f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR - 2}" fill="{colour}"/>')
            out.append(f'<text x="{LEFT + width + 4:.1f}" y="{y + 9}">{ratio:.2f}</text>')
            y += BAR
        y += GAP
    for name in names:
        colour = COLOURS[names.index(name) % len(COLOURS)]
        out.append(f'<rect x="{LEFT}" y="{y}" width="10" height="10" fill="{colour}"/>')
        out.append(f'<text x="{LEFT + 16}" y="{y + 9}">{name}</text>')
        y += 18
    return "\n".join(out + ["</svg>"]) + "\n"
