"""From arguments to an exit status: the commands are found, run, and whatever goes wrong is one line on stderr."""

from __future__ import annotations

import errno
import logging
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli._listing import LISTINGS
from dragoman.cli._listing import command as listed
from dragoman.errors import DragomanError

ORDER = (
    "read", "classify", "add", "watch", "relations", "timeline", "diff", "events", "states", "statements", "figures", "why", "judge", "plot",
    "panel", "compare", "recode", "resolve", "schema", "codebook", "evaluate", "train",
)  # fmt: skip
"""Commands in the order of the help; others follow by name."""
HELP = """Reads news reports and keeps the ledger of relations between political actors.

Reports go in as text, HTML or JSON-lines; records leave with the words they were read from. Logs and errors go to stderr.

Examples:

  dragoman read report.txt

  dragoman add reports/ --store ledger.db

  dragoman relations SYR JOR --store ledger.db
"""
SHORT = 64
"""Characters that a terminal of 80 has for one command in the list."""
INTERRUPTED, BROKEN_PIPE, WRONG = 130, 141, 2


def _version(asked: bool) -> None:
    if asked:
        from dragoman.versions import CODEBOOK, DRAGOMAN, ontology

        typer.echo(f"dragoman {DRAGOMAN} (codebook {CODEBOOK}, ontology {ontology()})")
        raise typer.Exit


def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.", callback=_version, is_eager=True)] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say on stderr what is loaded, and how much each report gave.")] = False,
) -> None:
    # What libraries log of a broken page is said by our own line already.
    level = logging.INFO if verbose else logging.CRITICAL
    logging.basicConfig(stream=sys.stderr, level=level, format="%(name)s: %(message)s", force=True)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def commands() -> list[str]:
    """The names of all commands, in the order of the help."""
    found = {path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")} | set(LISTINGS)
    return [*(name for name in ORDER if name in found), *sorted(found.difference(ORDER))]


def app() -> typer.Typer:
    """The application with every command of this folder."""
    made = typer.Typer(
        name="dragoman",
        help=HELP,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback(invoke_without_command=True, help=HELP)(_root)
    for name in commands():
        function = listed(name) if name in LISTINGS else getattr(import_module(f"dragoman.cli.{name}"), name)
        made.command(name, short_help=_short(function.__doc__ or ""))(function)
    return made


def _short(text: str) -> str:
    """The first line of a command's help, up to the stop at which it fits into the list of commands: a colon rather than a comma."""
    line = text.strip().partition("\n")[0].removesuffix(".")
    for stops in ("$", r":|;| \(", ","):
        if ends := [m.start() for m in re.finditer(stops, line) if m.start() < SHORT]:
            return f"{line[: ends[-1]]}."
    return f"{line}."


def run(args: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        args: the arguments without the program's name, by default the process's.

    Returns:
        The exit status.
    """
    _unicode()
    try:
        command = typer.main.get_command(app())
        status = command.main(args=list(args) if args is not None else None, prog_name="dragoman", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort, typer.Exit, typer.TyperException, DragomanError, MemoryError, OSError) as error:
        return _failed(error)
    if status == INTERRUPTED:  # typer turns the interrupt into this
        return _failed(KeyboardInterrupt())
    return status if isinstance(status, int) else 0


def _failed(error: BaseException) -> int:
    """Say in one line what went wrong, and give the exit status."""
    status, message = WRONG, str(error)
    match error:
        case typer.Exit():
            return int(error.exit_code)
        case KeyboardInterrupt() | typer.Abort():
            status, message = INTERRUPTED, "interrupted"
        case typer.TyperException():
            message = f"{error.format_message()} (dragoman --help says how)"
        case MemoryError():
            message = "out of memory; give less at a time, or split the longest report"
        case OSError():
            _no_more_output()
            if error.errno == errno.EPIPE:
                return BROKEN_PIPE
            message = f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}"
    typer.echo(f"dragoman: {' '.join(message.split())}", err=True)
    return status


def _unicode() -> None:
    """Output is UTF-8 whatever the locale says: other programs read it. A stream that was closed (``<&-``) is an empty one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict")


def _no_more_output() -> None:
    """Nobody reads on, or nothing more can be written: what is left in the buffer must not raise again when Python ends."""
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
    except OSError:
        return
