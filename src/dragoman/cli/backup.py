"""``dragoman backup``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._output import say


def backup(
    copy: Annotated[Path, typer.Argument(metavar="FILE", help="The new file.")],
    store: o.Store = None,
) -> None:
    """Copy the ledger to one file, also while others read and write it.

    The copy is the ledger as it was at one moment. It is a ledger itself; `restore` checks it and puts it back.

    Examples:

      dragoman backup ledger-2021-09-30.db --store ledger.db
    """
    with _store.opened(store) as ledger:
        ledger.backup(copy)
    say(f"{store} is copied to {copy}")
