"""``dragoman evaluate``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from dragoman.cli._options import Model


def evaluate(
    gold: Annotated[
        list[Path] | None,
        typer.Argument(metavar="GOLD", help="Annotated files or folders (training/corpus/README.md has the format).", show_default=False),
    ] = None,
    *,
    dossiers: Annotated[
        Path | None,
        typer.Option(
            "--dossiers", metavar="FOLDER", help="Stories with questions to the ledger (evaluation/dossiers).", show_default=False
        ),
    ] = None,
    model: Model = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="table for people, json one object.")] = "table",
    floors: Annotated[
        Path | None, typer.Option("--floors", metavar="FILE", help="A JSON object of figure and bound; exit 1 where one is broken.")
    ] = None,
    write: Annotated[Path | None, typer.Option("--write", metavar="FILE", help="Write the page of figures (Markdown) there.")] = None,
    faults: Annotated[int, typer.Option("--faults", help="Show this many of the faults.")] = 0,
) -> int:
    """Score the reader against gold (precision, recall and F1 by type and field), or the ledger against dossiers.

    Examples:

      dragoman evaluate evaluation/gold

      dragoman evaluate my-gold.txt --format json

      dragoman evaluate evaluation/gold --floors evaluation/floors.json

      dragoman evaluate --dossiers evaluation/dossiers --faults 10
    """
    from dragoman.errors import UsageError
    from dragoman.measure.report import broken

    if bool(gold) == bool(dossiers):
        raise UsageError("evaluate what? give GOLD, or --dossiers FOLDER")
    if dossiers and write:
        raise UsageError("--write is the page of figures of GOLD; take --format json for those of dossiers")
    found = _ledger(dossiers, model, form, faults) if dossiers else _reader(gold or [], model, form, faults, write)
    wrong = broken(found, floors) if floors else []
    for line in wrong:
        typer.echo(f"floor broken: {line}", err=True)
    return 1 if wrong else 0


def _reader(gold: list[Path], model: Path | None, form: str, faults: int, write: Path | None) -> dict[str, float]:
    from dragoman.errors import InputError
    from dragoman.measure.gold import gold as load_gold
    from dragoman.measure.report import figures, page, rows
    from dragoman.measure.score import score
    from dragoman.pipeline import load

    for path in gold:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder; give files in the format of training/corpus/README.md")
    reports = load_gold(gold)
    if not reports:
        raise InputError("no annotated sentence in what was given")
    reader = load(model)
    scores = score((g, reader.read(g.report)) for g in reports)
    found = figures(scores)
    if form == "json":
        names = ("what", "precision", "recall", "f1", "wanted")
        typer.echo(json.dumps({"figures": found, "rows": [dict(zip(names, r, strict=True)) for r in rows(scores)]}))
    else:
        _table(rows(scores), found)
    for fault in scores.faults[:faults]:
        typer.echo(fault)
    if write:
        write.write_text(page(scores, len(reports), reader.versions), encoding="utf-8")
    return found


def _ledger(folder: Path, model: Path | None, form: str, most: int) -> dict[str, float]:
    from dragoman.cli._output import console, progress
    from dragoman.measure import dossiers as made
    from dragoman.pipeline import load

    stories = made.load(folder)
    reader = load(model)
    results = [made.measure(story, reader) for story in progress(stories, len(stories))]
    found, lines = made.figures(results), made.rows(results)
    if form == "json":
        names = ("what", "questions", "status", "answers", "since", "merging")
        typer.echo(json.dumps({"figures": found, "rows": [dict(zip(names, row, strict=True)) for row in lines]}))
    else:
        from rich.table import Table

        table = Table(
            "what", "questions", "status right", "answers right", "with the beginning", "merging F1", box=None, header_style="bold"
        )
        for column in table.columns[1:]:
            column.justify = "right"
        for what, *counts, merging in lines:
            table.add_row(what, *map(str, counts), "" if merging is None else f"{merging:.3f}")
        paper = console(sys.stdout)
        paper.print(table)
        for name, value in found.items():
            paper.print(f"{name}: {value:.3f}")
    for _, fault in zip(range(most), made.faults(results), strict=False):
        typer.echo(fault)
    return found


def _table(lines: list[tuple[str, float, float, float, int]], found: dict[str, float]) -> None:
    from rich.console import Console
    from rich.table import Table

    table: Any = Table("what", "precision", "recall", "F1", "gold", box=None, header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    for what, precision, recall, f1, wanted in lines:
        table.add_row(what, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", str(wanted))
    console = Console()
    console.print(table)
    for name in (
        "auxiliary",
        "false alarms",
        "expected calibration error",
        "brier",
        "brier of the base rate",
        "precision at .8",
        "share of gold at .8",
    ):
        if name in found:
            console.print(f"{name}: {found[name]:.3f}")
