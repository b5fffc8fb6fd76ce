"""Dates by the calendar: "June 3, 2019", "Wednesday, July 4", "3-5 June", "May", "2012"."""

from __future__ import annotations

from dragoman.resolve.dates.figure_words import figures
from dragoman.resolve.dates.nodes import Day, Range
from dragoman.resolve.dates.reader import Found, Reader, full_year
from dragoman.resolve.dates.tokens import DASHES, MONTHS, lexicon

_LEADS = lexicon(
    "in since last next this of by until till from during between early mid late earlier before after through throughout "
    "past and to on for around about for previous coming"
)  # fmt: skip
_NUMBERED = lexicon(
    "resolution resolutions article vision agenda horizon flight brigade regiment unit route room law decree no number "
    "order directive protocol section title chapter page channel model boeing airbus studio area line highway paragraph act "
    "bill bus case lot windows $ # £ €"
)  # fmt: skip
_QUANTIFIERS = lexicon("about some nearly over around than least most almost roughly approximately only killed wounded with")
_NAMED_AFTER_DAY = lexicon(
    "movement brigade brigades alliance coalition front group martyrs organization organisation university bridge street "
    "square avenue airport forces camp bloc"
)  # fmt: skip
_PAPERS = lexicon("times telegraph mirror express herald post mail sun star world")
_LIFE = lexicon("born died circa ca c ( early mid late")
_WORDS_PAST_YEARS = lexicon("in since of by until till from during before after to through between and year years")


def day_date(r: Reader, i: int) -> Found | None:
    """A date whose first word is a weekday, a month or a day of the month."""
    named = r.weekday(i)
    if named:
        return _after_weekday(r, i, *named)
    if r.month(i):
        return month_first(r, i, None)
    return day_first(r, i, None)


def _after_weekday(r: Reader, i: int, weekday: int, j: int) -> Found | None:
    if r.low(j) in _PAPERS and r.word(j)[:1].isupper() and not r.alone:
        return None
    dated = dated_weekday(r, weekday, j)
    if dated:
        return dated
    k = _date_after(r, j)
    figure = (r.low(k).isdecimal() or r.alone) and (r.low(k - 1) == "the" or (r.alone and k + 1 == len(r.tokens)))
    day = r.day_number(k) if figure else r.ordinal(k)
    if r.low(j) == "," and not r.low(k)[:1].isdecimal():
        return Day(weekday=weekday), j  # "on Wednesday, the first breakthrough"
    if day and day[0] <= 31 and (k > j or r.low(k)[:1].isdecimal()) and r.low(day[1]) not in ("week", "time"):
        return Day(day=day[0], weekday=weekday), day[1]
    return Day(weekday=weekday), j


def _date_after(r: Reader, j: int) -> int:
    return r.skip(r.skip(r.skip(j, ",", "("), "on", "the", "-", "–"), "the")


def dated_weekday(r: Reader, weekday: int, j: int) -> Found | None:
    """The date that stands after a weekday: "Friday, January 4", "Monday 11/14"."""
    k = _date_after(r, j)
    if k >= len(r.tokens):
        return None
    return month_first(r, k, weekday) or day_first(r, k, weekday) or (figures(r, k) if r.low(k)[:1].isdecimal() else None)


def year_after(r: Reader, j: int) -> tuple[int, int] | None:
    """The year that follows a day or month: "2019", ", 2019", "of 2019", "'19", "in the year 2019"."""
    k = r.skip(r.skip(j, ",", "-") if r.alone and r.glued(j) else r.skip(j, ","), "of", "in")
    k = r.phrase(k, "the year") or k
    if r.low(k - 1) == "in" and not r.alone and r.low(k - 2) in (",",):
        return None
    found = r.short_year(k)
    if found is None and r.low(k).isdecimal() and len(r.low(k)) == 2 and (r.alone or r.low(k - 1) == "of") and int(r.low(k)) > 31:
        found = 1900 + int(r.low(k)), k + 1
    return found


def month_first(r: Reader, i: int, weekday: int | None = None) -> Found | None:
    """ "June 3, 2019", "June 3-5", "June of 1992", "Sept. 2012", "June"."""
    named = r.month(i)
    if not named:
        return None
    month, j = named
    k = r.skip(j, "-", "/") if r.glued(j) and (r.low(j + 1).isdecimal() and len(r.low(j + 1)) <= 2) else j
    k = r.skip(k, ",") if r.alone and r.day_number(k + 1) else k
    k = r.skip(k, "the")
    day = r.day_number(k)
    spelt = r.year(k) if not r.low(k).isdecimal() and not (day and r.year(day[1])) else None
    if spelt and weekday is None:
        return Day(spelt[0], month), spelt[1]
    if day and (r.low(day[1]) in ("percent", "%", "people", "million") or (r.low(i - 1) == "in" and r.low(day[1]) in UNITLIKE)):
        day = None  # "In May 12 soldiers fell"
    if day:
        return _with_days(r, Day(None, month, day[0], weekday), day[1])
    year = year_after(r, j) if weekday is None else None
    if year and not r.alone and not 1900 <= year[0] <= 2099 and r.low(year[1]) in UNITLIKE:
        year = None  # "In April 1200 people fled"
    if weekday is not None or year:
        return (Day(year[0], month), year[1]) if year else None
    return _days_between(r, month, j + 1) if r.low(j) == "between" or (r.alone and r.low(j) == "from") else _bare_month(r, i, month, j)


def _bare_month(r: Reader, i: int, month: int, j: int) -> Found | None:  # noqa: PLR0911
    """A month alone. "May" and "March" and short forms need a word before them that leads a date."""
    word, before = r.word(i), r.low(i - 1)
    if r.alone:
        paused = i > 0 or j >= len(r.tokens) or r.low(j) in ("to", "through", "and", "or", "-", "–")
        return (Day(month=month), j) if paused or r.low(i) not in ("may", "march", "mar") else None
    if before in ("every", "each") or (r.low(j) in ("'", "’") and r.low(i) == "may"):
        return None
    if r.low(j) in ("to", "through") and r.low(j + 1) in MONTHS and word != word.lower():
        return Day(month=month), j
    doubtful = r.low(i) in ("may", "march", "mar", "jan", "jun", "dec", "april", "june", "august")
    if r.low(i) not in ("may", "march", "mar") and r.low(j) in ("next", "last", "this") and r.low(j + 1) == "year":
        return Day(month=month), j
    if doubtful and before not in _LEADS and not (before in DASHES and r.low(i - 2) in MONTHS):
        other = r.low(i) in ("april", "june", "august", "dec") and word != word.lower() and not r.word(j)[:1].isupper() and i > 0
        return (Day(month=month), j) if other else None
    if doubtful and (r.word(j)[:1].isupper() and r.low(j) not in MONTHS and before in ("of", "by", "and", "to", "for", "from", "after")):
        return None
    if r.low(i) == "may" and before in ("and", "to", "for", "about", "around", "on", "of", "by") and not _month_near(r, i):
        return None
    return Day(month=month), j


def _month_near(r: Reader, i: int) -> bool:
    """Whether the words about a doubtful "May" speak of dates: another month, a day, the end of a clause."""
    if any(r.low(k) in MONTHS for k in (i - 2, i - 3, i + 2, i + 3)):
        return True
    return r.low(i - 1) in ("of", "by") and r.low(i - 2) in ("end", "start", "beginning", "middle", "month", "half", "week")


def _days_between(r: Reader, month: int, k: int) -> Found | None:
    """ "November between 19 and 20", from the first day on."""
    first = r.day_number(r.skip(k, "the"))
    last = r.day_number(r.skip(first[1] + 1, "the")) if first and r.low(first[1]) in ("and", "to", *DASHES) else None
    if not first or not last or last[0] <= first[0] or r.low(last[1]) in UNITLIKE:
        return None
    year = year_after(r, last[1])
    number = year[0] if year else None
    return Range(Day(number, month, first[0]), Day(number, month, last[0])), year[1] if year else last[1]


def _with_days(r: Reader, first: Day, j: int) -> Found:
    """What may follow "June 3": more days ("-5", "and 4"), then a year."""
    more = _more_days(r, first, j)
    if more:
        return more
    year = year_after(r, j) or _two_figures_last(r, j)
    if year and not (r.low(j) == "," and not r.alone and r.low(year[1]) in ("people",)):
        return Day(year[0], first.month, first.day, first.weekday), year[1]
    return first, j


def _more_days(r: Reader, first: Day, j: int) -> Found | None:  # noqa: PLR0911
    """ "June 3-5[, 2019]" is a range; in "June 3 and 5, 2019" the second day is carried to its own token."""
    low = r.low(j)
    is_range = low in DASHES or low in ("to", "through", "thru", "until", "till")
    if not is_range and low not in ("and", "or", ",", "&"):
        return None
    k = r.skip(j + 1, "the")
    day = r.day_number(k)
    unitlike = day and r.low(day[1]) in UNITLIKE and not (r.low(day[1]) == "of" and r.year(day[1] + 1))
    if not day or unitlike or (low == "," and not is_range and len(r.low(k)) > 2 and r.low(k).isdecimal()):
        return None
    if r.month(day[1]) and not is_range:
        return None
    if low == "," and r.low(day[1]) not in ("and", ",", "or"):
        return None
    year = year_after(r, day[1])
    number, end = year or (None, day[1])
    if is_range:
        last = Day(number, first.month, day[0])
        if first.day is not None and day[0] < first.day:
            if low in DASHES or first.month is None or not r.alone:
                return None
            last = Day(number + (first.month == 12) if number else None, first.month % 12 + 1, day[0])
        return Range(Day(last.year, first.month, first.day, first.weekday), last), end
    second = Day(number, first.month, day[0])
    tail = _more_days(r, second, day[1])
    if tail and isinstance(tail[0], Day):
        number = tail[0].year
        second = Day(number, first.month, day[0])
        end = day[1]
    r.carry[k] = (second, end)
    return Day(number, first.month, first.day, first.weekday), j


UNITLIKE = lexicon(
    "people percent % killed wounded others soldiers civilians troops members countries million billion days weeks months "
    "years hours minutes : men women children officers policemen of more other injured dead am pm a.m p.m states nations "
    "points"
)  # fmt: skip


def day_first(r: Reader, i: int, weekday: int | None = None) -> Found | None:  # noqa: PLR0911
    """ "3 June 2019", "the 3rd of June", "3-5 June", "3 and 4 June 2019"."""
    i = r.skip(i, "the") if r.ordinal(i + 1) else i
    day = r.day_number(i)
    if not day or r.low(i - 1) in ("$", "€", "£"):
        return None
    j = r.phrase(day[1], "day of") or (r.skip(day[1], "of", "-", "/", ".") if r.alone else r.skip(day[1], "of", "-"))
    j = r.skip(j, "the") if r.low(j - 1) == "of" and r.month(j + 1) else j
    named = r.month(j)
    if named:
        if r.low(i) in ("one", "second") and j == day[1] and not r.alone:
            return None
        return _close(r, Day(None, named[0], day[0], weekday), named[1])
    low = r.low(day[1])
    is_range = low in DASHES or low in ("to", "through", "until", "till")
    if not is_range and low not in ("and", "or", "&", ","):
        return None
    k = r.skip(day[1] + 1, "the")
    last = day_first(r, k, None) if k < len(r.tokens) and r.day_number(k) else None
    if not last or not isinstance(last[0], Day):
        return None
    end = last[0]
    if is_range:
        return (Range(Day(end.year, end.month, day[0], weekday), end), last[1]) if end.day and day[0] < end.day else None
    r.carry[k] = last
    return Day(end.year, end.month, day[0], weekday), day[1]


def _two_figures_last(r: Reader, j: int) -> tuple[int, int] | None:
    """The year of "16 Nov 16", where nothing else is read."""
    k, figures = r.skip(j, ","), r.low(r.skip(j, ","))
    if not r.alone or k + 1 != len(r.tokens) or not figures.isdecimal() or len(figures) != 2:
        return None
    return full_year(int(figures)), k + 1


def _close(r: Reader, node: Day, j: int) -> Found:
    year = year_after(r, j) or _two_figures_last(r, j)
    return (Day(year[0], node.month, node.day, node.weekday), year[1]) if year else (node, j)


def marked_year(r: Reader, i: int) -> Found | None:
    """ "in '08", "since '92"."""
    found = r.short_year(i) if r.alone or r.low(i - 1) in ("in", "since", "of", "until", "by") else None
    return (Day(found[0]), found[1]) if found and r.low(found[1]) != "s" else None


def bare_year(r: Reader, i: int) -> Found | None:  # noqa: PLR0911
    """A year alone, where no word near it makes it a count or a number of something."""
    found = r.year(i)
    if not found:
        return None
    year, j = found
    if r.word(j) in ("BC", "BCE"):
        return None
    j = r.skip(j, ",") if r.alone and r.month(j + 1) else j
    month = r.month(j)
    sure = r.alone or r.word(j)[:1].isupper() or r.low(j) not in ("may", "march", "mar")
    j = (
        r.skip(j, ",")
        if month is None and r.month(j + 1) and r.low(j + 1) not in ("may", "march", "mar") and r.low(i - 1) not in ("in", "of")
        else j
    )
    month = month or r.month(j)
    if month and sure and not r.day_number(month[1]) and not r.year(month[1]):
        return Day(year, month[0]), month[1]
    if r.alone or not r.low(i).isdecimal():
        led = r.low(i - 1) in _WORDS_PAST_YEARS
        return (Day(year), j) if r.alone or (led and 1900 <= year <= 2100) else None
    before, after = r.low(i - 1), r.low(j)
    led = before in _WORDS_PAST_YEARS or (before == "the" and r.low(i - 2) != "of" and 1900 <= year <= 2099)
    spanned = any(r.low(k) in DASHES and r.year(k + step) for k, step in ((j, 1), (i - 1, -1)))
    if not 1900 <= year <= 2099 and not ((before in _WORDS_PAST_YEARS or before in _LIFE or spanned) and year >= 1500):
        return None
    if (
        before in _NUMBERED
        or (before in _QUANTIFIERS and not (after in DASHES and r.year(j + 1)))
        or after in ("%", "percent", "people", "troops", "soldiers", "civilians", "men", "km", "miles")
    ):
        return None
    if before in DASHES and r.glued(i) and r.low(i - 2) not in ("mid", "late", "early", "pre", "post") and not r.year(i - 2):
        return None
    if after in DASHES and r.glued(j) and r.word(j + 1)[:1].isalpha() and r.low(j + 1) not in MONTHS and r.glued(j + 1) and not led:
        return None
    plural = after.endswith("s") and after == r.word(j) and len(after) > 3 and after not in ("was", "this", "has", "thus", "as", "across")
    if plural and (year % 100 == 0 or not led):
        return None
    if not led and year % 100 == 0 and after.isalpha():
        return None
    return Day(year), j


def is_name_of_group(r: Reader, j: int) -> bool:
    """Whether the date is the name of a movement, a bridge or a paper: "the March 14 Alliance", "26th of July Movement"."""
    return r.low(j) in _NAMED_AFTER_DAY and (
        r.word(j)[:1].isupper() or r.low(j) in ("movement", "group", "alliance", "brigade", "brigades")
    )
