"""``dragoman schema``."""

from __future__ import annotations

import json
import sys


def schema() -> None:
    """Print the JSON Schema of the records.

    Examples:

      dragoman schema > records.schema.json
    """
    from dragoman.export.json import schema as made

    json.dump(made(), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")
