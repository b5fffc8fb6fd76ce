"""``dragoman evaluate``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from dragoman.cli._options import Model

if TYPE_CHECKING:
    from dragoman.measure.part import Part
    from dragoman.pipeline import Dragoman


class Outputs(NamedTuple):
    """How the figures of the reader are shown, and where the page goes."""

    form: str
    faults: int
    write: Path | None
    errors: Path | None


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
    corpora: Annotated[
        Path | None,
        typer.Option(
            "--corpora", metavar="FOLDER", help="Measure on the corpora of others too: FOLDER holds study/ and train/.", show_default=False
        ),
    ] = None,
    older: Annotated[
        Path | None,
        typer.Option(
            "--older-reading", metavar="FILE", help="Rules by which answers count as right on study/plv (a table).", show_default=False
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, help="At most this many items of each corpus, for a trial: not to be quoted.", show_default=False),
    ] = None,
    model: Model = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="table for people, json one object.")] = "table",
    floors: Annotated[
        Path | None, typer.Option("--floors", metavar="FILE", help="A JSON object of figure and bound; exit 1 where one is broken.")
    ] = None,
    write: Annotated[Path | None, typer.Option("--write", metavar="FILE", help="Write the page of figures (Markdown) there.")] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            "--errors", metavar="FILE", help="What the page says of remaining errors (Markdown), in place of faults.", show_default=False
        ),
    ] = None,
    faults: Annotated[int, typer.Option("--faults", help="Show this many of the faults.")] = 0,
) -> int:
    """Score the reader against gold (precision, recall and F1 by type and field) and the corpora of others, or the ledger against dossiers.

    Examples:

      dragoman evaluate evaluation/gold

      dragoman evaluate my-gold.txt --format json

      dragoman evaluate evaluation/gold --floors evaluation/floors.json

      dragoman evaluate --corpora ../corpora --older-reading evaluation/older_reading.tsv

      dragoman evaluate --dossiers evaluation/dossiers --faults 10
    """
    from dragoman.errors import UsageError
    from dragoman.measure.report import broken

    if bool(gold or corpora) == bool(dossiers):
        raise UsageError("evaluate what? give GOLD or --corpora FOLDER, or else --dossiers FOLDER")
    if write and not gold:
        raise UsageError("--write is the page of figures of GOLD; take --format json for others")
    if dossiers:
        found = _ledger(dossiers, model, form, faults)
    else:
        found = _reader(gold or [], (corpora, older, limit), model, Outputs(form, faults, write, errors))
    wrong = broken(found, floors) if floors else []
    for line in wrong:
        typer.echo(f"floor broken: {line}", err=True)
    return 1 if wrong else 0


def _reader(
    gold: list[Path], corpora: tuple[Path | None, Path | None, int | None], model: Path | None, outputs: Outputs
) -> dict[str, float]:
    from dragoman.errors import InputError
    from dragoman.measure.gold import gold as load_gold
    from dragoman.measure.page import page
    from dragoman.measure.report import figures, rows
    from dragoman.measure.score import Scores, score
    from dragoman.pipeline import load

    if outputs.errors and not outputs.errors.is_file():
        raise InputError(f"{outputs.errors}: there is no such file; --errors takes what the page shall say of remaining errors")
    for path in gold:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder; give files in the format of training/corpus/README.md")
    reports = load_gold(gold)
    if gold and not reports:
        raise InputError("no annotated sentence in what was given")
    reader = load(model)
    scores, parts = Scores(), list["Part"]()
    if reports:
        readings = [(g, reader.read(g.report)) for g in reports]
        scores, parts = score(readings), _own(gold, readings, reader)
    more, absent = _corpora(*corpora, reader) if corpora[0] else ([], ["the corpora: no folder of them was given (`--corpora`)"])
    parts += more
    found = (figures(scores) if reports else {}) | {name: value for part in parts for name, value in part.figures.items()}
    lines = rows(scores) if reports else []
    if outputs.form == "json":
        names = ("what", "precision", "recall", "f1", "wanted")
        tables = [{"title": p.title, "rows": [dict(zip(p.head, r, strict=True)) for r in p.rows]} for p in parts]
        typer.echo(json.dumps({"figures": found, "rows": [dict(zip(names, r, strict=True)) for r in lines], "tables": tables}))
    else:
        _tables(lines, parts, found)
    for fault in scores.faults[: outputs.faults]:
        typer.echo(fault)
    if outputs.write:
        kept = outputs.errors.read_text(encoding="utf-8") if outputs.errors else None
        outputs.write.write_text(page(scores, len(reports), reader.versions, parts, found, absent, kept), encoding="utf-8")
    return found


def _own(gold: list[Path], readings: list[Any], reader: Dragoman) -> list[Part]:
    """Direction and damage on the gold."""
    from dragoman.measure import corpus, damage, pairs
    from dragoman.measure.gold import as_report

    return [pairs.part(readings), damage.part(reader, [as_report([s], s.where) for s in corpus.load(gold)])]


def _corpora(folder: Path | None, older: Path | None, limit: int | None, reader: Dragoman) -> tuple[list[Part], list[str]]:
    """What is measured on the corpora that are there, and a word for each that is not."""
    from functools import partial

    from dragoman.classify import classify
    from dragoman.measure.corpora import corpora, missing

    parts, absent = list["Part"](), []
    where = folder or Path()
    for one in corpora(where, reader, partial(classify, reader.engine), older, limit):
        if gone := missing(one, where):
            typer.echo(f"not measured: {gone}", err=True)
            absent.append(gone)
        else:
            parts += one.parts()
    return parts, absent


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


def _tables(lines: list[tuple[str, float, float, float, int]], parts: list[Part], found: dict[str, float]) -> None:
    from rich.table import Table

    from dragoman.cli._output import console
    from dragoman.measure.part import Part, cell

    paper = console(sys.stdout)
    own = [Part("", "", ("what", "precision", "recall", "F1", "gold"), list(lines), {})] if lines else []
    for title, _, head, rows, _ in [*own, *parts]:
        table: Any = Table(*head, title=title or None, box=None, header_style="bold", title_justify="left")
        for column in table.columns[1:]:
            column.justify = "right"
        for row in rows:
            table.add_row(*map(cell, row))
        paper.print(table)
    inside = {name for p in parts for name in p.figures}
    for name in ("auxiliary", "false alarms", *ASIDE):
        if name in found and name not in inside:
            paper.print(f"{name}: {found[name]:.3f}")


ASIDE = ("expected calibration error", "brier", "brier of the base rate", "precision at .8", "share of gold at .8")
"""Figures that stand in no table."""
