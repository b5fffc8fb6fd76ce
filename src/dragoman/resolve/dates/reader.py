"""A cursor over tokens with the small readers that every rule needs: numbers, ordinals, days, months, years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.resolve.dates.nodes import Node
from dragoman.resolve.dates.tokens import MONTHS, ONES, ORDINALS, SHORT_WEEKDAYS, TENS, UNITS, VAGUE, WEEKDAYS, Token

Found = tuple[Node, int]
Rule = Callable[["Reader", int], Found | None]
DEEPEST = 40
"""Dates inside one another ("the first week of the second half of …"), beyond which no text is followed."""
_ALSO_WORDS = frozenset(("may", "march", "mar", "jan", "dec", "sun", "sat", "august"))
_SCALES = {"hundred": 100, "thousand": 1000}
_SUFFIXES = ("st", "nd", "rd", "th")
_PAUSES = ("", ".", ",", ";", ")", "!", "?")


@dataclass
class Reader:
    """The tokens of one text. ``alone`` says that the text is one date expression, so that weak readings may be taken.

    ``one_date`` reads a date without bound or range (`grammar.one_date`): it is given to the reader because the rules that it tries
    read such dates themselves ("the week of" + "June 3").

    ``carry`` holds nodes read ahead for later tokens: in "June 3 and 5, 2019" the reading of "June 3" settles that of "5, 2019".
    """

    text: str
    tokens: list[Token]
    one_date: Rule
    alone: bool = False
    tense: str | None = None
    carry: dict[int, Found] = field(default_factory=dict)

    _dates: dict[int, Found | None] = field(default_factory=dict)
    _depth: int = 0

    def date(self, i: int) -> Found | None:
        """The date without bound or range at ``i``, read once: rules that ask for the date behind them ("the middle of the middle of …")
        ask again and again, and no text makes them go deeper than `DEEPEST`."""
        if i in self.carry:
            return self.carry[i]
        if i not in self._dates and self._depth < DEEPEST:
            self._depth += 1
            self._dates[i] = self.one_date(self, i)
            self._depth -= 1
        return self._dates.get(i)

    def low(self, i: int) -> str:
        """The token at ``i`` in lower case, or the empty string outside the text."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def word(self, i: int) -> str:
        """The token at ``i`` as written, or the empty string outside the text."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def glued(self, i: int) -> bool:
        """Whether token ``i`` stands against the one before it without a space."""
        return 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end

    def words(self, i: int, j: int) -> str:
        """The text from token ``i`` up to token ``j``."""
        return self.text[self.tokens[i].start : self.tokens[j - 1].end]

    def skip(self, i: int, *words: str) -> int:
        """``i``, or the index after it if one of ``words`` stands there."""
        return i + 1 if self.low(i) in words else i

    def phrase(self, i: int, words: str) -> int | None:
        """The index after ``words`` if they stand at ``i``."""
        parts = words.split()
        return i + len(parts) if all(self.low(i + k) == part for k, part in enumerate(parts)) else None

    def ends(self, i: int) -> bool:
        """Whether a clause ends at token ``i``."""
        return self.low(i) in _PAUSES

    def number(self, i: int) -> tuple[int, int] | None:
        """A cardinal in words or figures; "a" and "an" are 1."""
        return self._hundreds(i) or self._below_hundred(i)

    def _hundreds(self, i: int) -> tuple[int, int] | None:
        """ "a hundred", "two hundred and fifty", "a thousand"."""
        scale = _SCALES.get(self.low(i + 1))
        times = self._below_hundred(i) if scale else None
        if not scale or not times or times[1] != i + 1:
            return None
        rest = self._below_hundred(self.skip(i + 2, "and")) if self.low(self.skip(i + 2, "and")) not in ("a", "an") else None
        return (times[0] * scale + rest[0], rest[1]) if rest else (times[0] * scale, i + 2)

    def _below_hundred(self, i: int) -> tuple[int, int] | None:
        low = self.low(i)
        if low.isdecimal() and len(low) <= 4:
            follows_figure = self.low(i - 1) in (",", ".") and self.glued(i) and self.low(i - 2).isdecimal()
            leads_figure = self.low(i + 1) in (",", ".") and self.glued(i + 1) and self.glued(i + 2) and self.low(i + 2).isdecimal()
            return None if follows_figure or leads_figure else (int(low), i + 1)
        if low in ("a", "an"):
            return 1, i + 1
        if low in ONES:
            return ONES[low], i + 1
        if low in TENS:
            j = self.skip(i + 1, "-")
            if 0 < ONES.get(self.low(j), 0) < 10:
                return TENS[low] + ONES[self.low(j)], j + 1
            return TENS[low], i + 1
        return None

    def amount(self, i: int) -> tuple[int | None, int] | None:
        """A number, or a vague count ("a few", "several", "a couple of") as None."""
        j = self.skip(i, "a", "the")
        for k in (i, j):
            if self.low(k) in VAGUE:
                return None, self.skip(k + 1, "of")
        if self.low(j) == "number" and self.low(j + 1) == "of":
            return None, j + 2
        return self.number(i)

    def unit(self, i: int) -> tuple[str, int] | None:
        """A unit of time; a working day is one that is no Saturday or Sunday."""
        if self.low(i) in ("business", "working") and self.low(i + 1) in ("day", "days"):
            return "business day", i + 2
        unit = UNITS.get(self.low(i))
        return (unit, i + 1) if unit else None

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """An ordinal in words or figures."""
        low = self.low(i)
        if low[:-2].isdecimal() and low[-2:] in _SUFFIXES:
            return int(low[:-2]), i + 1
        if low in ORDINALS:
            return ORDINALS[low], i + 1
        if low in TENS:
            j = self.skip(i + 1, "-")
            if 0 < ORDINALS.get(self.low(j), 0) < 10:
                return TENS[low] + ORDINALS[self.low(j)], j + 1
        return None

    def day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month, as figure or word, with or without its ordinal ending."""
        low = self.low(i)
        if low in ("a", "an"):
            return None
        found = self.ordinal(i) or self.number(i)
        if found is None or not 1 <= found[0] <= 31 or (low.isdecimal() and len(low) > 2):
            return None
        if self.low(found[1]) == ":" and self.glued(found[1]):
            return None
        return found

    def month(self, i: int) -> tuple[int, int] | None:
        """A month's name, with the full stop of a short one. Names that are also words must be capitalised."""
        low = self.low(i)
        number = MONTHS.get(low)
        if number is None or (low in _ALSO_WORDS and low == self.word(i) and not self.alone and not self._month_in_lower_case(i)):
            return None
        short = len(low) < 5 and low not in ("may", "june", "july")
        return number, i + 2 if short and self.low(i + 1) == "." and self.glued(i + 1) else i + 1

    def _month_in_lower_case(self, i: int) -> bool:
        """Whether "may" or "dec" is a month though it is not capitalised: by a preposition and a pause, a day, a year or another month."""
        after = self.low(i + 1)
        if (len(after) == 4 and after.isdecimal()) or self._beside_month(i):
            return True
        if self.low(i) in ("may", "march"):
            return (after[:1].isdecimal() and after[-1:].isalpha()) or (
                self.low(i - 1) in ("in", "since", "last", "next", "late", "early") and not after.isalnum()
            )
        before = self.low(i - 1)
        if before[:1].isdecimal() and self.ordinal(i - 1):
            return True
        spelt = after in TENS or after in ORDINALS
        return spelt or after[:1].isdecimal() or self.low(i - 1) in ("in", "since", "last", "next", "late", "early")

    def _beside_month(self, i: int) -> bool:
        """Whether the word and another month are the ends of a range: "between august and october"."""
        ahead = self.low(i - 1) in ("from", "between") and self.low(i + 1) in ("to", "and", "through", "until", "till") and i + 2
        back = self.low(i - 1) in ("to", "and", "through", "until", "till") and self.low(i - 3) in ("from", "between") and i - 2
        return bool((ahead and self.low(ahead) in MONTHS) or (back and self.low(back) in MONTHS))

    def weekday(self, i: int) -> tuple[int, int] | None:
        """A weekday's name; "Sat" and "Sun" count only before a day of the month."""
        low = self.low(i)
        number = WEEKDAYS.get(low)
        if number is None:
            return None
        if low not in SHORT_WEEKDAYS:
            return number, i + 1
        j = i + 2 if self.low(i + 1) == "." and self.glued(i + 1) else i + 1
        if low in ("sat", "sun", "wed", "mon") and not self.alone:
            after = self.skip(self.skip(j, ","), "the")
            if low == self.word(i) or not (self.month(after) or self.low(after)[:1].isdecimal() or low in ("wed", "mon")):
                return None
        return number, j

    def year(self, i: int) -> tuple[int, int] | None:
        """A year in four figures, 1000 to 2199, that is no part of a longer number; or in words."""
        low = self.low(i)
        if len(low) == 4 and low.isdecimal() and "1000" <= low <= "2199":
            broken = self.low(i - 1) in (",", ".") and self.glued(i) and self.glued(i - 1) and self.low(i - 2).isdecimal()
            runs_on = self.low(i + 1) in (".", ",") and self.glued(i + 1) and self.glued(i + 2) and self.low(i + 2).isdecimal()
            return None if broken or (runs_on and len(self.low(i + 2)) <= 3) else (int(low), i + 1)
        return self._year_in_words(i) if low in ONES or low in TENS else None

    def _year_in_words(self, i: int) -> tuple[int, int] | None:
        """ "nineteen ninety six", "two thousand and fifteen", "twenty twenty"."""
        if self.low(i + 1) == "thousand" and ONES.get(self.low(i)) in (1, 2):
            base = ONES[self.low(i)] * 1000
            rest = self._below_hundred(self.skip(i + 2, "and"))
            return (base + rest[0], rest[1]) if rest and rest[0] < 100 and self.low(i + 2) not in ("a", "an") else (base, i + 2)
        century = self._below_hundred(i)
        if century is None or not 14 <= century[0] <= 20 or self.low(i).isdecimal():
            return None
        j = self.skip(century[1], "-")
        if self.low(j) == "hundred":
            rest = self._below_hundred(self.skip(j + 1, "and"))
            return (century[0] * 100 + rest[0], rest[1]) if rest else (century[0] * 100, j + 1)
        if self.low(j) in ("zero", "oh"):
            last = self._below_hundred(j + 1)
            return (century[0] * 100 + last[0], last[1]) if last and last[0] < 10 else None
        rest = self._below_hundred(j)
        return (century[0] * 100 + rest[0], rest[1]) if rest and 10 <= rest[0] < 100 and not self.low(j).isdecimal() else None

    def short_year(self, i: int) -> tuple[int, int] | None:
        """A year, or its last two figures after an apostrophe."""
        found = self.year(i)
        if found:
            return found
        if self.low(i) in ("'", "’") and self.glued(i + 1) and len(self.low(i + 1)) == 2 and self.low(i + 1).isdecimal():
            return full_year(int(self.low(i + 1))), i + 2
        return None


def full_year(two: int) -> int:
    """Two figures of a year: 00 to 39 are of this century, 40 to 99 of the last."""
    return two + (2000 if two < 40 else 1900)
