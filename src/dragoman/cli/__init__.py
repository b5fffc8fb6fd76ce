"""The command line: a thin shell, one file per command.

A file of this folder whose name has no leading underscore is a command: it has a function of the file's name, whose signature is
the command's options and whose docstring its help. Nothing heavy is imported before a command runs.

Exit status: 0 done; 1 some items failed, others worked; 2 nothing could be done, or it was asked wrongly; 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    try:
        from dragoman.cli._run import run

        status = run(args)
    except KeyboardInterrupt:  # while the command line itself is being loaded
        sys.stderr.write("dragoman: interrupted\n")
        status = 130
    sys.exit(status)
