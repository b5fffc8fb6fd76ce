"""The tables of feasts, periods and seasons, read on first use.

``holidays.tsv`` gives a rule for each feast: ``fixed MM-DD``; ``easter FROM [TO]`` and ``orthodox FROM [TO]`` in days from Easter;
``nth MONTH WEEKDAY NTH [PLUS]``; ``table`` with its days by year; ``local`` where the day depends on the country or the feast meant.
Sources of the tabled days: Islamic feasts after the Umm al-Qura calendar (hijridate), Jewish and Persian ones by their calendars'
rules (convertdate), Chinese lunar ones, Diwali, Holi and Vesak as kept in India (holidays); a sighting of the moon may
move an Islamic feast by a day. The periods are dates of common reference.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.ontology.tables import Row, read_table
from dragoman.resolve.dates.days import DAY, Days, easter, month_days, nth_weekday, orthodox_easter, real, unit_of
from dragoman.resolve.dates.nodes import Fixed
from dragoman.resolve.dates.tokens import Token, tokenise

FEAST_YEARS = range(1800, 2101)


def _iso(text: str, row: Row) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise row.wrong(f"{text!r} is not a day (YYYY-MM-DD)") from error


@dataclass(frozen=True, slots=True)
class Feast:
    """A row of ``holidays.tsv``."""

    name: str
    rule: str
    numbers: tuple[int, ...]
    table: tuple[Days, ...]

    def in_year(self, year: int) -> tuple[Days, ...]:
        """The days of the feast that begin in ``year``: none where table or rule has none, two where a lunar feast comes twice."""
        if self.rule == "table":
            return tuple(days for days in self.table if days.start.year == year)
        if self.rule == "local" or year not in FEAST_YEARS:
            return ()
        n = self.numbers
        if self.rule == "fixed":
            day = real(year, n[0], n[1])
            return (Days(day, day),) if day else ()
        if self.rule == "nth":
            found = nth_weekday(month_days(year, n[0]), n[1], n[2])
            day = found + DAY * (n[3] if len(n) > 3 else 0) if found else None
            return (Days(day, day),) if day else ()
        feast = easter(year) if self.rule == "easter" else orthodox_easter(year)
        return (Days(feast + DAY * n[0], feast + DAY * n[-1]),)


def _feast(row: Row) -> Feast:
    rule, *rest = row["rule"].replace("fixed ", "fixed\t").replace(" ", "\t").split("\t")
    if rule not in ("fixed", "easter", "orthodox", "nth", "table", "local"):
        raise row.wrong(f"unknown rule {row['rule']!r}")
    try:
        numbers = tuple(int(part) for part in (rest[0].split("-") if rule == "fixed" else rest))
    except (ValueError, IndexError) as error:
        raise row.wrong(f"the rule {row['rule']!r} cannot be read") from error
    if len(numbers) < {"fixed": 2, "easter": 1, "orthodox": 1, "nth": 3}.get(rule, 0):
        raise row.wrong(f"the rule {row['rule']!r} lacks a number")
    spans = [cell.partition("/") for cell in row["dates"].split(";") if cell]
    table = tuple(Days(_iso(start, row), _iso(end or start, row)) for start, _, end in spans)
    if any(days.end < days.start for days in table):
        raise row.wrong("an interval ends before it begins")
    return Feast(row["name"], rule, numbers, table)


@cache
def feasts() -> dict[str, Feast]:
    """Every feast by its name."""
    return {row["name"]: _feast(row) for row in read_table("holidays")}


@cache
def periods() -> dict[str, Fixed]:
    """Every period by its name."""
    found = {}
    for row in read_table("periods"):
        start, end = _iso(row["start"], row), _iso(row["end"], row)
        if end < start:
            raise row.wrong("the period ends before it begins")
        found[row["name"]] = Fixed(start, end, "day" if start == end else "period", f"table periods: {row['name']} {start}..{end}")
    return found


@cache
def seasons() -> dict[str, tuple[str, int, int]]:
    """Names of the seasons to (season, first month, months), by the meteorological seasons of the northern half of the globe."""
    return {
        word: (row["name"], int(row["month"]), int(row["months"])) for row in read_table("seasons") for word in row["names"].split(";")
    }  # fmt: skip


def season_days(name: str, year: int) -> Days:
    """The season that begins in ``year``."""
    _, month, count = seasons()[name]
    first = dt.date(year, month, 1)
    ends_next = month + count - 1 > 12
    return Days(first, unit_of("month", dt.date(year + ends_next, (month + count - 2) % 12 + 1, 1)).end)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in a table as tokens; ``cased`` names are matched only as written ("Lent", "Tet")."""

    words: tuple[str, ...]
    table: str
    name: str
    cased: bool


def _spellings(names: list[str]) -> Iterator[str]:
    """The names, and those with an apostrophe or a full stop also without it: "Mothers Day", "St Patricks Day"."""
    for name in names:
        yield name
        bare = name.replace("'", "").replace(".", "")
        if bare not in names:
            yield bare


@cache
def _index() -> dict[str, tuple[Entry, ...]]:
    index: dict[str, list[Entry]] = {}
    for table in ("holidays", "periods"):
        for row in read_table(table):
            for alias in _spellings(row["names"].split(";")):
                tokens = tokenise(alias)
                cased = len(alias) <= 4 or alias in ("Epiphany", "Troubles", "Holocaust", "Passover", "Hajj")
                words = tuple(token.text if cased else token.low for token in tokens)
                index.setdefault(tokens[0].low, []).append(Entry(words, table, row["name"], cased))
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for word, entries in index.items()}


def tell_tale_words() -> frozenset[str]:
    """The longest word of every name, lower case: without it no name stands in a sentence."""
    names = (entry.words for entries in _index().values() for entry in entries)
    return frozenset(max((word.lower() for word in words if word.isalpha()), key=len, default="") for words in names) | frozenset(seasons())


def first_words() -> frozenset[str]:
    """The first word of every name, lower case."""
    return frozenset(_index())


_APOSTROPHES = {"’": "'", "‘": "'", "–": "-", "‐": "-", "‑": "-"}


def match(tokens: list[Token], i: int, any_case: bool = False) -> tuple[Entry, int] | None:
    """The longest name of a feast or period that begins at token ``i``, and the index after it."""
    for entry in _index().get(tokens[i].low, ()):
        end = i + len(entry.words)
        if end <= len(tokens) and all(
            _APOSTROPHES.get(text := (token.text if entry.cased and not any_case else token.low), text)
            == (word.lower() if any_case else word)
            for token, word in zip(tokens[i:end], entry.words, strict=True)
        ):
            return entry, end
    return None
