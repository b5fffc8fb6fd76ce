"""``dragoman train``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def train(
    data: Annotated[
        list[Path], typer.Argument(metavar="DATA", help="The folder of public corpora; with --check, annotated files or folders.")
    ],
    own: Annotated[Path, typer.Option("--own", metavar="FOLDER", help="The annotated corpus.")] = Path("training/corpus"),
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the model is written.")] = Path("scratch/model"),
    edition: Annotated[str, typer.Option("--edition", help="Name of the edition, part of the version that records carry.")] = "dev",
    check: Annotated[bool, typer.Option("--check", help="Only validate annotated files and print their balance.")] = False,
    short: Annotated[bool, typer.Option("--short", help="One pass, to try the way.")] = False,
) -> int:
    """Fit the reader on annotated sentences and write a model that --model takes.

    Fitting needs the training packages (pip install 'dragoman[train]'); checking does not.

    Examples:

      dragoman train --check training/corpus

      dragoman train data/train --own training/corpus --out scratch/model --edition 2026-11
    """
    from dragoman.errors import InputError, UsageError

    for path in data:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder")
    if check:
        return _check(data)
    if len(data) != 1:
        raise UsageError("give one folder of public corpora")
    try:
        from dragoman.learn.train import train as run
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed; fitting needs the training packages: pip install 'dragoman[train]'") from error
    run(data[0], own, out, edition, lambda line: typer.echo(line, err=True), short=short)
    typer.echo(str(out))
    return 0


def _check(paths: list[Path]) -> int:
    from dragoman.learn import corpus

    sentences, faults = corpus.check(paths)
    for name, number in sorted(corpus.balance(sentences).items()):
        typer.echo(f"{number:6d}  {name}")
    for fault in faults:
        typer.echo(fault, err=True)
    return 1 if faults else 0
