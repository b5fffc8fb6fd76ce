"""How reports that disagree are weighed: the shipped table (``preference.tsv``), or a user's own of the same form."""

from __future__ import annotations

from pathlib import Path

from dragoman.errors import UsageError
from dragoman.ledger.pieces import Rule
from dragoman.ontology.tables import read_table

COLUMNS = ("setting", "name", "value")


def read_rule(path: Path | None = None) -> Rule:
    """The rule of a table with the columns ``setting``, ``name``, ``value``.

    Rows are ``order`` (the criteria, first one first, separated by ``;``), ``rank`` (``name`` a publisher or outlet, ``value`` a whole
    number: a higher one is trusted more) and ``min_confidence``. What a table leaves out is as in `Rule`. Raises `OntologyError` with
    file, line and reason for a wrong row, and with file and reason for a table that cannot be read.
    """
    order, least, ranks = Rule().order, 0.0, dict[str, int]()
    for row in read_table(path or "preference", COLUMNS, ("setting", "value")):
        value = row["value"].strip()
        try:
            match row["setting"].strip(), row["name"].strip():
                case "order", "":
                    order = Rule(order=row.many("value")).order
                case "min_confidence", "":
                    least = _share(value)
                case "rank", name if name:
                    ranks[name] = int(value)
                case setting, name:
                    raise row.wrong(f"{setting!r} with name {name!r}; rows are order, min_confidence (no name) and rank (a source's name)")
        except (ValueError, UsageError) as fault:
            raise row.wrong(str(fault)) from fault
    return Rule(order=order, ranks=ranks, min_confidence=least)


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(f"{text} is not between 0 and 1")
    return value
