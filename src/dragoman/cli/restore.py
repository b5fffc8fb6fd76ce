"""``dragoman restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import _options as o
from dragoman.cli._output import say
from dragoman.config import SETTINGS
from dragoman.errors import UsageError


def restore(
    copy: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `backup` made.")],
    store: o.Store = None,
    replace: Annotated[bool, typer.Option("--replace", help="Move the ledger that is there aside, to FILE.old.")] = False,
) -> None:
    """Check a copy of a ledger and put it in the ledger's place.

    A copy that is not sound is not restored; a ledger that is there is moved aside only with --replace, and never deleted.

    Examples:

      dragoman restore ledger-2021-09-30.db --store ledger.db

      dragoman restore ledger-2021-09-30.db --store ledger.db --replace
    """
    if store is None:
        raise UsageError(f"where to? give --store FILE, or set {SETTINGS['store'].variable}")
    from dragoman.store import restore as put_back

    counts, aside = put_back(copy, store, replace=replace)
    moved = f"; what was there is now {aside}" if aside else ""
    say(f"{counts['reports']} reports are restored to {store}{moved}")
