"""``dragoman compare``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.table import Table

from dragoman.cli._output import say, show
from dragoman.errors import UsageError


def compare(
    panel: Annotated[Path, typer.Argument(metavar="PANEL", help="A panel of years that dragoman panel wrote.", show_default=False)],
    file: Annotated[Path, typer.Option("--with", metavar="FILE", help="The data set: CSV, TSV or Parquet.", show_default=False)],
    name: Annotated[
        Literal["gsdb", "cow-dipl", "cow-alliance", "ties"], typer.Option("--as", help="Which data set it is.", show_default=False)
    ],
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--column", metavar="ROLE=NAME", help="A column of FILE that is called otherwise; may be given again.", show_default=False
        ),
    ] = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="table for people, json one line a column.")] = "table",
    differ: Annotated[int, typer.Option("--differ", min=0, help="Show this many of the pairs and years that differ.")] = 0,
) -> int:
    """Compare a panel with a data set of scholars that you have: how often both say the same, column by column.

    Examples:

      dragoman compare panel.parquet --with GSDB.csv --as gsdb

      dragoman compare panel.csv --with dipl.csv --as cow-dipl --column year=yr --differ 20
    """
    from dragoman.export.json import dumps
    from dragoman.measure import compare as made

    given = dict(pair.partition("=")[::2] for pair in columns or ())
    if any(not role or not value for role, value in given.items()):
        raise UsageError("--column is written ROLE=NAME, as in --column year=yr")
    found, strange = made.compare(made.table_of(panel), made.table_of(file), name, given)
    if form == "json":
        for c in found:
            typer.echo(dumps({**c._asdict(), "pairs": [[*p, n] for p, n in sorted(c.pairs.items())], "differ": c.differ[:differ]}))
    else:
        show(_table(found))
        for c in found:
            for (a, b, year), mine, its in c.differ[:differ]:
                typer.echo(f"{c.column} {a} {b} {year}: {mine} here, {its} there")
    if strange:
        say(f"{file}: {len(strange)} parties are not known and were left out: {', '.join(sorted(strange)[:8])}")
    return 0


def _table(found: list[Any]) -> Table:
    table = Table(
        "column", "compared", "agree", "kappa", "not known here", "not in the panel", box=None, header_style="dim", padding=(0, 2, 0, 0)
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for c in found:
        table.add_row(c.column, str(c.compared), f"{c.agree:.3f}", f"{c.kappa:.3f}", str(c.unknown), str(c.theirs_only))
    return table
