"""``dragoman backup``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._output import say
from dragoman.errors import UsageError


def backup(
    copy: Annotated[Path, typer.Argument(metavar="FILE", help="The new file, or folder.")],
    store: o.Store = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Make a folder of Parquet files for analysis; it is only read.")] = False,
) -> None:
    """Copy the ledger to one file, also while others read and write it.

    The copy is the ledger as it was at one moment. It is a ledger itself; `restore` checks it and puts it back.
    With --parquet it is a folder with one file a table, for DuckDB and data frames. Needs dragoman[analysis].

    Examples:

      dragoman backup ledger-2021-09-30.db --store ledger.db

      dragoman backup tables/ --parquet --store ledger.db

      dragoman relations SYR JOR --as-of 2021-09-30 --store tables/
    """
    with _store.opened(store) as ledger:
        if parquet:
            from dragoman.store import SqliteStore, write_parquet

            if not isinstance(ledger, SqliteStore):
                raise UsageError(f"{store} is a copy in Parquet already; copy the folder")
            write_parquet(ledger, copy)
        else:
            ledger.backup(copy)
    say(f"{store} is copied to {copy}")
