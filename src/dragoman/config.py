"""Every setting, in one table. An option on the command line comes before the environment, the environment before the default."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 10_000_000
"""Characters of one record of input; more is no news report, and is refused."""

READ = 200_000
"""Characters of one report that are read, some 30,000 words; what follows is kept, and an issue says that it was not read."""


@dataclass(frozen=True)
class Setting:
    """One setting: its name, the variable that sets it, its default and what it does."""

    name: str
    variable: str
    default: str | None
    meaning: str


SETTINGS = {
    s.name: s
    for s in (
        Setting("store", "DRAGOMAN_STORE", None, "the ledger that is meant where --store is not given"),
        Setting("model", "DRAGOMAN_MODEL", None, "folder of the model's edition; without it, the one that ships with the program"),
        Setting(
            "rule", "DRAGOMAN_RULE", None, "table that says which source is followed where reports disagree; without it, the shipped one"
        ),
        Setting(
            "tables",
            "DRAGOMAN_TABLES",
            None,
            "folder of your own tables of actors, offices and organisations (docs/extending.md); there is no option",
        ),
        Setting("by", "DRAGOMAN_BY", None, "who signs judgements where --by is not given"),
        Setting(
            "threads",
            "DRAGOMAN_THREADS",
            "1",
            "how many reports, or sentences of a single one, are read side by side; records are the same whatever their number",
        ),
        Setting("min_confidence", "DRAGOMAN_MIN_CONFIDENCE", "0.3", "probability below which an event or a state is not asserted"),
    )
}
"""Settings by name. ``NO_COLOR`` and ``COLUMNS`` are heeded too, as everywhere."""
