"""``dragoman train``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.ontology.types import Types

CORPUS = Path("training/corpus")
SHIPPED = Path("shipped")


def train(
    data: Annotated[
        list[Path],
        typer.Argument(metavar="DATA", help="The folder of public corpora; with --from or --check, annotated files or folders."),
    ],
    start: Annotated[
        Path | None,
        typer.Option("--from", metavar="EDITION", help="Go on from this model, or from the one that is 'shipped'.", show_default=False),
    ] = None,
    types: Annotated[
        Path | None, typer.Option("--types", metavar="FILE", help="A table of event types beside PLOVER's.", show_default=False)
    ] = None,
    alone: Annotated[bool, typer.Option("--alone", help="The types of the table take the place of PLOVER's.")] = False,
    own: Annotated[
        Path | None,
        typer.Option("--own", metavar="FOLDER", help=f"The annotated corpus ({CORPUS}); with --from, one to mix in.", show_default=False),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the model is written.")] = Path("scratch/model"),
    edition: Annotated[str, typer.Option("--edition", help="Name of the edition, part of the version that records carry.")] = "dev",
    check: Annotated[bool, typer.Option("--check", help="Only validate annotated files and print their balance.")] = False,
    rounds: Annotated[
        int, typer.Option("--rounds", metavar="N", min=1, help="Go through the corpus's stage so often: an hour each, and more accuracy.")
    ] = 1,
    short: Annotated[bool, typer.Option("--short", help="One pass, to try the way.")] = False,
) -> int:
    """Fit the reader on annotated sentences and write a model that --model takes.

    Fitting needs the training packages (pip install 'dragoman[train]'); checking does not.

    Examples:

      dragoman train --check training/corpus

      dragoman train data/train --own training/corpus --out scratch/model --edition 2026-11

      dragoman train my_sentences/ --from shipped --types my_types.tsv --out my_model
    """
    from dragoman.errors import InputError, UsageError

    for path in [*data, *([own] if own else [])]:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder")
    if alone and not types:
        raise UsageError("--alone needs --types: without a table there are only PLOVER's types")
    table = _table(types, alone)
    if check:
        return _check(data, table)
    try:
        if start:
            _further(data, start, table, own, out, edition, short)
        elif len(data) == 1:
            _anew(data[0], table, own or CORPUS, out, edition, rounds, short)
        else:
            raise UsageError("give one folder of public corpora, or --from for your own sentences")
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed; fitting needs the training packages: pip install 'dragoman[train]'") from error
    typer.echo(str(out))
    return 0


def _table(path: Path | None, alone: bool) -> Types | None:
    from dragoman.ontology.types import Types

    return Types.read(path, alone=alone) if path else None


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _anew(public: Path, types: Types | None, own: Path, out: Path, edition: str, rounds: int, short: bool) -> None:
    from dragoman.learn.train import train as run

    run(public, own, out, edition, _say, types=types, rounds=rounds, short=short)


def _further(sentences: list[Path], start: Path, types: Types | None, own: Path | None, out: Path, edition: str, short: bool) -> None:
    from dragoman.learn.further import Job, further
    from dragoman.read.engine import WEIGHTS

    further(Job(sentences, WEIGHTS if start == SHIPPED else start, out, edition, types, own, short), _say)


def _check(paths: list[Path], types: Types | None) -> int:
    from dragoman.measure import corpus

    sentences, faults = corpus.check(paths, types.modes() if types else None)
    for name, number in sorted(corpus.balance(sentences).items()):
        typer.echo(f"{number:6d}  {name}")
    for fault in faults:
        typer.echo(fault, err=True)
    return 1 if faults else 0
