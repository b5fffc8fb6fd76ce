"""``dragoman check``."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._output import say


def check(
    store: o.Store = None,
    mend: Annotated[bool, typer.Option("--mend", help="First make every derived row anew from the records and judgements.")] = False,
) -> int:
    """Hold the ledger to what it must be, and name every fault.

    The file is whole; every text, record and judgement has its hash; every span lies inside its text, with the words that stand there;
    every row that is derived from records and judgements is what follows from them.

    Examples:

      dragoman check --store ledger.db
    """
    with _store.opened(store) as ledger:
        if mend:
            ledger.rederive()
        problems, counts = ledger.check(), ledger.counts()
    for problem in problems:
        typer.echo(": ".join(filter(None, (" ".join(filter(None, problem[:2])), problem.what))))
    said = f"{len(problems)} faults" if problems else "sound"
    say(f"{said}; {', '.join(f'{number} {name}' for name, number in counts.items())}; {store}")
    return 1 if problems else 0
