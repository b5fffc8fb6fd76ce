"""Draws ``docs/picture.svg``: what ``dragoman read examples/kenya-somalia.txt`` shows on a terminal. Run it from the repository's root."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme

import dragoman
from dragoman.export.table import reading

EXAMPLE = Path("examples/kenya-somalia.txt")
PICTURE = Path(__file__).with_name("picture.svg")
WIDTH = 140
"""Columns of the terminal."""
PAPER = TerminalTheme(
    (253, 252, 249),
    (38, 38, 38),
    [(38, 38, 38), (176, 42, 42), (38, 120, 60), (150, 95, 0), (36, 84, 160), (130, 60, 150), (0, 110, 120), (90, 90, 90)],
    [(110, 110, 110), (196, 52, 52), (38, 120, 60), (150, 95, 0), (36, 84, 160), (130, 60, 150), (0, 110, 120), (38, 38, 38)],
)
"""Colours of the drawn terminal: dark on light, so that it is readable on a white page and on a dark one."""


FORM = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace(
    "font-family: Fira Code,", "font-family: 'DejaVu Sans Mono', Menlo, Consolas,"
)
"""Rich's form without its fonts, which a reader's browser would have to fetch."""


def picture() -> str:
    """The picture as SVG."""
    found = dragoman.load().read(EXAMPLE.read_text(encoding="utf-8"))
    paper = Console(
        file=io.StringIO(), record=True, width=WIDTH, force_terminal=True, color_system="truecolor", emoji=False, highlight=False
    )
    paper.print(reading(found, WIDTH))
    return paper.export_svg(title=f"dragoman read {EXAMPLE}", theme=PAPER, code_format=FORM)


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
