"""The dates of news English as intervals of days: found in a sentence, resolved against the publication date, with the reason.

Codebook sections 1 and 2 hold: intervals include both ends, an end that the text leaves open is null, and no day is invented.
A date that needs a publication date or an event's date and has none is found with two null ends, and ``why`` says what is missing.

Parts of a unit follow one rule (``days.thirds``): months and weeks are halved, years, quarters and seasons cut in three, decades
into 0-3, 4-6, 7-9. Seasons are the meteorological ones of the northern half of the globe. "two years ago" is that calendar year.

Words become nodes (``nodes``), and nodes become intervals (``settle`` and the four modules named after it, with ``days`` and ``tables``).
``find`` asks ``clauses`` for the whole expression at a word; that asks ``bound_words`` and ``range_words``, and these ask ``grammar`` for
one date, through the ``reader``. ``grammar`` chooses the rule by the first word: figures, the calendar and eras (``figure_words``,
``calendar_words``, ``era_words``), dates told from publication (``relative_words``), counted (``counted_words``), units (``unit_words``),
places in a longer date (``within_words``), parts (``part_words``); then what stands after the date (``trailing_words``).
"""

from __future__ import annotations

from dragoman.resolve.dates.find import FoundDate, find_dates, means_date, named_event, resolve_date

__all__ = ["FoundDate", "find_dates", "means_date", "named_event", "resolve_date"]
