"""How well dates and places are resolved, on corpora that others annotated: every figure of the issue, repeatable by anyone.

    python evaluation/when_where.py FOLDER [dates|gum|meantime|places ...] [--half build|unseen|both] [--errors N]

FOLDER holds ``train/datetime_specs`` (Recognizers-Text, MIT), ``train/gum``, ``train/meantime`` and ``study/geo_virus``. Each text falls
into one half by its SHA-256: rules and tables are mended on ``build`` only, and the floors are asked of ``unseen``. Errors are shown of
the build half only, so that nobody sees the other by chance.

What counts as right:

- *dates*: the interval of the annotated words, given alone (``words``) or found in their sentence (``sentence``), is one that the
  annotation allows; figures are read month first, as the specification is American. *Strict*: its ends are exclusive, except where it
  counts days ("from 4 to 22 May"), whose last may be meant as well. *By the codebook's conventions*: what `by_codebook` makes of them is
  right as well (a range holds its last unit, "two years ago" is a year and no day), and what the two read otherwise on purpose is set
  aside: parts of a unit ("early 2012") and dates that count from another ("two days later").
- *gum*, *meantime*: found, if a date overlaps the annotated words (recall); then right, if its interval is the annotated one (value); a date
  that is one end of a range or bound, which these corpora mark alone ("since *2012*") and Dragoman reads whole, is right if that end is
  (*strict*: it is wrong). The publication date is the annotated one, or the first full date marked.
- *places*: a country by its code, a city or smaller thing within 161 km of the annotated point; divisions and wider regions apart.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from dragoman.model import When
from dragoman.resolve.dates import find_dates, resolve_date
from dragoman.resolve.dates.days import unit_of
from dragoman.resolve.places import resolve_place
from dragoman.resolve.places.known import regions, state_names
from dragoman.resolve.places.names import key

Span = tuple[dt.date | None, dt.date | None]
DAY = dt.timedelta(days=1)
SPECS = ("DateParser", "DatePeriodParser", "HolidayParser", "MergedParser", "DateTimeModel")
"""The files of the specification's default mode that say what dates and periods mean."""
PARTS = r"\b(?:early|late|mid|middle|beginning|start)\b|\bend of\b"
"""Parts of a unit, set aside in the second figure: the specification halves what Dragoman cuts in three."""
ELSEWHERE = r"^(?:the )?(?:same|that|following) \w+$|^the day (?:before|after)$|\b(?:later|earlier)$"
"""Dates that count from another one of the report, set aside as well: alone, the specification counts them from now, and Dragoman leaves
them open."""
SET_ASIDE = {"parts of a unit": PARTS, "counted from elsewhere": ELSEWHERE}
FEASTS = r"\b(?:ramad\w*|rama?zan|ramathan|eid|sacrifice|islamic|muharram|breaking)\b"
AGO = re.compile(r"\b(week|month|year|decade|quarter|fortnight)s?\b")


def half(text: str) -> str:
    """The half that a text belongs to."""
    return ("build", "unseen")[hashlib.sha256(text.encode()).digest()[0] % 2]


@dataclass
class Tally:
    """Counts under one name, and the errors to show."""

    right: Counter[str]
    total: Counter[str]
    errors: list[str]

    @classmethod
    def new(cls) -> Tally:
        """An empty tally."""
        return cls(Counter(), Counter(), [])

    def count(self, name: str, right: bool, error: str = "") -> None:
        """Count one answer."""
        self.total[name] += 1
        self.right[name] += right
        if not right and error:
            self.errors.append(f"{name}: {error}")

    def lines(self) -> Iterator[str]:
        """The figures."""
        for name, total in self.total.items():
            yield f"  {name:<44} {self.right[name] / total:.3f}  ({self.right[name]} of {total})"


def iso(text: str | None) -> dt.date | None:
    """A day, or None."""
    return dt.date.fromisoformat(text[:10]) if text and re.match(r"\d{4}-\d\d-\d\d", text) and not text.startswith("0001") else None


def spec_intervals(value: dict[str, Any]) -> set[Span]:
    """The intervals that one value of the specification allows, as it states them."""
    mod, timex = value.get("Mod"), timex_of(value)
    found: set[Span] = set()
    for day, start, end in sides(value):
        if day:
            found.add((day, day))
        elif start or end:
            found.add((start, end - DAY if end else None))
            if end and re.match(r"\(.*,P\d+D\)$", timex):
                found.add((start, end))
            if mod == "after" and start and len(timex) == 10:
                found.add((start + DAY, None))
    return found


def timex_of(value: dict[str, Any]) -> str:
    """The TIMEX of a value."""
    return value.get("timex") or value.get("Timex") or ""


def sides(value: dict[str, Any]) -> Iterator[tuple[dt.date | None, dt.date | None, dt.date | None]]:
    """Day, start and end of each reading of a value."""
    for side in [value.get("FutureResolution"), value.get("PastResolution")] if "FutureResolution" in value else [value]:
        if side:
            start, end = iso(side.get("startDate") or side.get("start")), iso(side.get("endDate") or side.get("end"))
            yield iso(side.get("date") or side.get("value")), start, end


def by_codebook(words: str, value: dict[str, Any], reference: dt.date) -> set[Span]:
    """The same intervals by the conventions of Dragoman's codebook, where those differ from the specification's on purpose."""
    found: set[Span] = set()
    low, timex = words.lower(), timex_of(value)
    counted = AGO.search(low)
    for day, start, end in sides(value):
        if day and counted:  # "two years ago" is that year, and no day
            days = unit_of({"fortnight": "week"}.get(counted[1], counted[1]), day)
            found.add((days.start, days.end))
        if day and re.fullmatch(r"(?:last|previous|past) \w+day", low):  # the latest such day before publication
            found.add((reference - DAY * ((reference.weekday() - day.weekday() - 1) % 7 + 1),) * 2)
        if day and re.search(FEASTS, low):  # a feast lasts, and its table may be a day from a calendar's reckoning
            found |= {(day + DAY * k, day + DAY * (k + n)) for k in (-1, 0, 1) for n in (0, 1, 2, 3, 28, 29)}
        if day and re.search(r"\b(?:few|several|some|couple)\b", low):  # how many is not said
            found |= {(None, reference), (reference, None)}
        if end and timex.startswith("("):  # "from May to July" holds July, "the past year" the day of publication
            found |= {(start, end), (start, last_of(low, end))}
            if re.search(r"\b(?:few|several|some|couple)\b", low):
                found |= {(None, reference), (reference, None)}
        elif end and start is None and re.search(r"\b(?:until|till|by|no later|not later|ending|through)\b|<=|< =", low):
            found.add((None, last_of(low, end)))  # "until 2012" holds 2012
        if (start or end) and re.search(r"\b(?:earlier|later|rest|so far|to date)\b", low):  # up to publication, or from it on
            found |= {(start, reference), (reference, end - DAY if end else None)}
    return found


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_UNITS = ((rf"{_MONTH}\w*\W+(?:the )?\d\d?\b(?!\d)|(?<!\d)\d\d?(?:st|nd|rd|th)?\W+(?:of )?{_MONTH}", "day"), (rf"\b{_MONTH}", "month"), (r"q[1-4]\b|quarter", "quarter"),
          (r"\bweek\b", "week"), (r"^\D*[12]\d{3}\D*$", "year"))  # fmt: skip


def last_of(words: str, day: dt.date) -> dt.date:
    """The last day of the unit that begins on ``day`` and that the last part of the words names: "from Sep to Nov" holds November."""
    named = re.split(r"\b(?:and|to|till|until|through|by|than)\b|[-~–]", words)[-1]
    return unit_of(next((unit for form, unit in _UNITS if re.search(form, named)), "day"), day).end


Case = tuple[str, dt.date, int, int, set[Span], set[Span]]


def specs(folder: Path) -> Iterator[Case]:
    """Sentence, reference day, offsets, the intervals allowed, and those that the codebook's conventions make of them; each once."""
    kept: dict[tuple[str, dt.date, int, int], tuple[set[Span], set[Span]]] = {}
    for name in SPECS:
        for case in json.loads((folder / "train" / "datetime_specs" / f"{name}.json").read_text(encoding="utf-8-sig")):
            for result in case.get("Results", []):
                kind = (result.get("TypeName") or result.get("Type") or "").removeprefix("datetimeV2.")
                value = result.get("Resolution") or result.get("Value")
                if kind not in ("date", "daterange") or not value or "Context" not in case:
                    continue
                end = result["End"] + 1 if "End" in result else result["Start"] + result["Length"]
                reference = dt.date.fromisoformat(case["Context"]["ReferenceDateTime"][:10])
                values, words = value.get("values", [value]), case["Input"][result["Start"] : end]
                allowed = {s for v in values for s in spec_intervals(v)}
                if allowed:
                    strict, ours = kept.setdefault((case["Input"], reference, result["Start"], end), (set(), set()))
                    strict |= allowed
                    ours |= allowed.union(*(by_codebook(words, v, reference) for v in values))
    for (text, reference, start, end), (strict, ours) in kept.items():
        yield text, reference, start, end, strict, ours


def span_of(when: When | None) -> Span | None:
    """The interval of an answer; None for no answer."""
    return (when.start, when.end) if when else None


def overlapping(text: str, published: dt.date | None, start: int, end: int) -> When | None:
    """The date found that shares most characters with ``text[start:end]``."""
    shared = [(min(d.end, end) - max(d.start, start), d.when) for d in find_dates(text, published, day_first=False)]
    best = max(shared, key=lambda s: s[0], default=(0, None))
    return best[1] if best[0] > 0 else None


def measure_specs(folder: Path, wanted: str) -> Tally:
    """Calendar dates and periods of the specification."""
    tally = Tally.new()
    for text, reference, start, end, strict, ours in specs(folder):
        if half(text) != wanted:
            continue
        words = text[start:end]
        answers = {
            "words": span_of(resolve_date(words, reference, day_first=False)),
            "sentence": span_of(overlapping(text, reference, start, end)),
        }
        for name, answer in answers.items():
            told = f"{words!r} in {text!r} on {reference}: allowed {show(strict)}, given {show({answer} if answer else set())}"
            tally.count(f"{name}, strict", answer in strict)
            apart = next((told for told, form in SET_ASIDE.items() if re.search(form, words, re.IGNORECASE)), None)
            if apart:
                tally.count(f"{name}, strict, {apart} alone", answer in strict)
            else:
                tally.count(f"{name}, by the codebook's conventions", answer in ours, told)
    return tally


def show(spans: set[Span]) -> str:
    """Intervals in a message."""
    return " or ".join(sorted(f"{a or ''}..{b or ''}" for a, b in spans)) or "nothing"


def period(text: str) -> Span | None:
    """The interval of a TIMEX3 value or an ISO date of any precision; None where it has none."""
    forms: tuple[tuple[str, str], ...] = (
        (r"\d{4}-\d\d-\d\d", "day"), (r"\d{4}-\d\d", "month"), (r"\d{4}", "year"), (r"\d{3}", "decade"), (r"\d{4}-Q\d", "quarter"),
        (r"\d{4}-W\d\d", "week"), (r"\d{4}-H\d", "half"),
    )  # fmt: skip
    text = re.sub(r"T.*$", "", text)
    unit = next((unit for pattern, unit in forms if re.fullmatch(pattern, text)), None)
    if unit == "day":
        return iso(text), iso(text)
    if unit == "decade":
        return dt.date(int(text) * 10, 1, 1), dt.date(int(text) * 10 + 9, 12, 31)
    if unit == "week":
        monday = dt.date.fromisocalendar(int(text[:4]), int(text[-2:]), 1)
        return monday, monday + DAY * 6
    months = {"month": (1, 1), "year": (1, 12), "quarter": (3, 3), "half": (6, 6)}.get(unit or "")
    if not months:
        return None
    year, number = int(text[:4]), int(text.rpartition("-")[2].strip("QH")) if "-" in text else 1
    first = (number - 1) * months[0]
    last = first + months[1]
    return dt.date(year, first + 1, 1), dt.date(year + last // 12, last % 12 + 1, 1) - DAY


Marked = tuple[str, dt.date | None, str, list[tuple[int, int, Span]]]


def gum(folder: Path) -> Iterator[Marked]:
    """Documents of GUM: text, day written, name, dates marked. Lines are words; a line break is a space."""
    for path in sorted((folder / "train" / "gum" / "xml").glob("*.xml")):
        raw = path.read_text(encoding="utf-8")
        created = re.search(r'dateCreated="([^"]*)"', raw)
        text, marks, open_marks = "", [], []
        for line in raw.splitlines():
            if line.startswith("<date"):
                open_marks.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', line))))
            elif line.startswith("</date"):
                begun, told = open_marks.pop()
                ends = [period(told[k]) if told.get(k) else None for k in ("when", "from", "to", "notBefore", "notAfter")]
                first, last = ends[0] or ends[1] or ends[3], ends[0] or ends[2] or ends[4]
                if (first or last) and len(text) > begun:
                    marks.append((begun, len(text) - 1, (first[0] if first else None, last[1] if last else None)))
            elif line and not line.startswith("<"):
                text += line.split("\t")[0] + " "
            elif line.startswith("</s>"):
                text = text[:-1] + "\n" if text.endswith(" ") else text
        yield text, iso(created[1]) if created else None, path.stem, marks


def meantime(folder: Path) -> Iterator[Marked]:
    """Documents of MEANTIME: text, creation day, name, TIMEX3 dates with a value that is an interval."""
    for path in sorted((folder / "train" / "meantime").rglob("*.xml")):
        root = ET.parse(path).getroot()
        text, at, last = "", {}, None
        for token in root.iter("token"):
            text += "" if last is None else "\n" if token.get("sentence") != last else " "
            word = token.text or ""
            at[token.get("t_id")] = (len(text), len(text) + len(word))
            text, last = text + word, token.get("sentence")
        created, marks = None, []
        for timex in root.iter("TIMEX3"):
            span = period(timex.get("value") or "") if timex.get("type") == "DATE" else None
            if span and timex.get("functionInDocument") == "CREATION_TIME":
                created = span[0]
            places = [at[anchor.get("t_id")] for anchor in timex.iter("token_anchor") if anchor.get("t_id") in at]
            if span and places:
                marks.append((min(p[0] for p in places), max(p[1] for p in places), span))
        first = next((span[0] for _, _, span in sorted(marks, key=lambda m: m[:2]) if span[0] == span[1]), None)
        yield text, created or first, path.stem, marks


def measure_marked(documents: Iterator[Marked], wanted: str) -> Tally:
    """Dates marked in running text: how many are found, and how many of those have the marked interval."""
    tally = Tally.new()
    for text, published, name, marks in documents:
        if half(text) != wanted:
            continue
        found = find_dates(text, published)
        for start, end, span in marks:
            words = text[start:end]
            shared = [(min(d.end, end) - max(d.start, start), d.when) for d in found]
            best = max(shared, key=lambda s: s[0], default=(0, None))
            told = f"{name} on {published}: {words!r} in {text[max(0, start - 60) : end + 30]!r}"
            tally.count("recall", best[0] > 0, told)
            if best[0] > 0 and best[1]:
                given = (best[1].start, best[1].end)
                tally.count("value of what is found, strict", given == span)
                ours = given == span or end_of_wider(given, span, best[1].text, words)
                tally.count("value of what is found", ours, f"{told}: marked {show({span})}, given {show({given})}")
    return tally


def end_of_wider(given: Span, marked: Span, ours: str, words: str) -> bool:
    """Whether the marked date is an end of a wider expression that Dragoman reads as one ("since 2012", "from 1947 to 1960")."""
    if len(ours) <= len(words) or None in marked:
        return False
    after = marked[1] + DAY if marked[1] else None
    before = marked[0] - DAY if marked[0] else None
    return (given[0] in (marked[0], after) and given[1] != marked[1]) or (given[1] in (marked[1], before) and given[0] != marked[0])


def apart(lat: float, lon: float, other: tuple[float, float]) -> float:
    """Great-circle distance in km."""
    p, q = radians(lat), radians(other[0])
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(other[1] - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))


WIDE = frozenset({"africa", "asia", "europe", "america", "antarctica", "oceania"})


def measure_places(folder: Path, wanted: str) -> Tally:
    """Toponyms of GeoVirus, each with its whole article as context."""
    tally = Tally.new()
    for article in ET.parse(folder / "study" / "geo_virus" / "GeoVirus.xml").getroot().iter("article"):
        text = article.findtext("text") or ""
        if half(text) != wanted:
            continue
        for location in article.iter("location"):
            name = location.findtext("name") or ""
            start, end = int(location.findtext("start") or 1) - 1, int(location.findtext("end") or 1) - 1
            words = text[start:end] or name
            point = float(location.findtext("lat") or 0), float(location.findtext("lon") or 0)
            page = (location.findtext("page") or "").rpartition("/")[2].replace("_", " ")
            sort = rank(name, page)
            given = resolve_place(words, text)
            told = f"{words!r} ({page}) in {text[max(0, start - 70) : end + 50]!r}: marked {point}, given {given.name} {given.country} {given.lat} {given.lon}: {given.why}"
            if sort == "country":
                tally.count("countries by code", given.country == state_names().get(key(name), state_names().get(key(page))), told)
            elif sort == "wide":
                tally.count("wider regions, some point given", given.lat is not None)
            else:
                near = given.lat is not None and given.lon is not None and apart(given.lat, given.lon, point) <= 161
                tally.count("cities and smaller within 161 km" if sort == "city" else "divisions within 161 km", near, told)
    return tally


def rank(name: str, page: str) -> str:
    """What sort of thing a toponym of GeoVirus is, by its name and the name of its page: country, wide, division or city."""
    if key(page) in state_names() or (key(name) in state_names() and "," not in page and "(" not in page):
        return "country"
    row = regions().get(key(page)) or regions().get(key(name))
    if key(page).split()[-1:] and WIDE & set(key(page).split()) and key(page).split()[-1] in WIDE:
        return "wide"
    if row is not None:
        wide = row.kind in ("area", "sea", "strait") and row.precision != "city"
        return "division" if row.precision == "division" else "wide" if wide else "city"
    found = resolve_place(page)
    return (
        "division"
        if found.precision == "division" or re.search(r"\b(?:province|state|county|region|oblast|district|prefecture)\b", page, re.I)
        else "city"
    )


def main() -> None:
    """Print the figures asked for."""
    parser = argparse.ArgumentParser(description="How well dates and places are resolved")
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", default=["dates", "gum", "meantime", "places"])
    parser.add_argument("--half", choices=("build", "unseen", "both"), default="build")
    parser.add_argument("--errors", type=int, default=0, help="errors of the build half to show, of each set")
    parser.add_argument("--like", default="", help="show errors with these words only")
    args = parser.parse_args()
    measures = {
        "dates": lambda wanted: measure_specs(args.folder, wanted),
        "gum": lambda wanted: measure_marked(gum(args.folder), wanted),
        "meantime": lambda wanted: measure_marked(meantime(args.folder), wanted),
        "places": lambda wanted: measure_places(args.folder, wanted),
    }
    for name in args.sets:
        for wanted in ("build", "unseen") if args.half == "both" else (args.half,):
            tally = measures[name](wanted)
            sys.stdout.write(f"{name}, {wanted} half\n" + "\n".join(tally.lines()) + "\n")
            shown = [e for e in tally.errors if args.like in e][: args.errors] if wanted == "build" else []
            sys.stdout.write("".join(f"    {e}\n" for e in shown))


if __name__ == "__main__":
    main()
