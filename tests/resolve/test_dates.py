import datetime as dt

import pytest

from dragoman.errors import OntologyError
from dragoman.resolve.dates import find_dates, resolve_date, tables
from dragoman.resolve.dates.days import easter, orthodox_easter

PUBLISHED = dt.date(2021, 9, 30)  # a Thursday


def day(text):
    return dt.date.fromisoformat(text) if text else None


def span(text, published=PUBLISHED, **frame):
    when = resolve_date(text, published, **frame)
    return when and (when.start, when.end)


def interval(start, end):
    return day(start), day(end)


STATED = [
    ("2012", "2012-01-01", "2012-12-31"),
    ("since 2012", "2012-01-01", None),
    ("after 2012", "2013-01-01", None),
    ("before 2012", None, "2011-12-31"),
    ("until 2012", None, "2012-12-31"),
    ("June 3, 2019", "2019-06-03", "2019-06-03"),
    ("3 June 2019", "2019-06-03", "2019-06-03"),
    ("Friday, January 4, 2019", "2019-01-04", "2019-01-04"),
    ("June 3-5, 2019", "2019-06-03", "2019-06-05"),
    ("between May and July 2019", "2019-05-01", "2019-07-31"),
    ("from November to February 2017", "2016-11-01", "2017-02-28"),
    ("from 4 to 22 January, 1995", "1995-01-04", "1995-01-22"),
    ("2014-2018", "2014-01-01", "2018-12-31"),
    ("the 1990s", "1990-01-01", "1999-12-31"),
    ("the '90s", "1990-01-01", "1999-12-31"),
    ("mid-1990s", "1994-01-01", "1996-12-31"),
    ("early 2012", "2012-01-01", "2012-04-30"),
    ("the 21st century", "2000-01-01", "2099-12-31"),
    ("the third quarter of 2016", "2016-07-01", "2016-09-30"),
    ("H2 2016", "2016-07-01", "2016-12-31"),
    ("the last two months of 2019", "2019-11-01", "2019-12-31"),
    ("2021-08-31", "2021-08-31", "2021-08-31"),
    ("21-04-2016", "2016-04-21", "2016-04-21"),
    ("Ramadan 2020", "2020-04-24", "2020-05-23"),
    ("Nowruz 2019", "2019-03-21", "2019-03-21"),
    ("Good Friday 2019", "2019-04-19", "2019-04-19"),
    ("during the Cold War", "1947-03-12", "1991-12-26"),
    ("since the fall of the Berlin Wall", "1989-11-09", None),
    ("post-2014", "2015-01-01", None),
    ("pre-1990", None, "1989-12-31"),
    ("since at least 2013", "2013-01-01", None),
    ("mid-to-late 2015", "2015-05-01", "2015-12-31"),
    ("the year 2008", "2008-01-01", "2008-12-31"),
    ("2016, nov", "2016-11-01", "2016-11-30"),
    ("since '92", "1992-01-01", None),
    ("April of '87", "1987-04-01", "1987-04-30"),
    ("q3 2019", "2019-07-01", "2019-09-30"),
    ("Friday 2018-7-6", "2018-07-06", "2018-07-06"),
    ("January 12, 2016 - 01/22/2016", "2016-01-12", "2016-01-22"),
    ("2001 through May 2018", "2001-01-01", "2018-05-31"),
    ("Orthodox Easter 2024", "2024-05-05", "2024-05-05"),
    ("2015, March 14", "2015-03-14", "2015-03-14"),
    ("14-2015-March", "2015-03-14", "2015-03-14"),
    ("2015 03 14", "2015-03-14", "2015-03-14"),
    ("June the twenty-third nineteen ninety nine", "1999-06-23", "1999-06-23"),
    ("the year 476", "0476-01-01", "0476-12-31"),
    ("Q1-Q3 2017", "2017-01-01", "2017-09-30"),
    ("2014/15", "2014-01-01", "2015-12-31"),
    ("the first two quarters of 2015", "2015-01-01", "2015-06-30"),
    ("2015-W23", "2015-06-01", "2015-06-07"),
    (">= 2019", "2019-01-01", None),
    ("after 2015 and before 2018", "2016-01-01", "2017-12-31"),
    ("the Friday after Thanksgiving 2020", "2020-11-27", "2020-11-27"),
]


@pytest.mark.parametrize(("text", "start", "end"), STATED)
def test_stated_dates_need_no_publication_date(text, start, end):
    when = resolve_date(text, None)
    assert (when.start, when.end, when.basis) == (day(start), day(end), "stated")


RELATIVE = [
    ("today", "2021-09-30", "2021-09-30"),
    ("tonight", "2021-09-30", "2021-09-30"),
    ("yesterday", "2021-09-29", "2021-09-29"),
    ("overnight", "2021-09-29", "2021-09-30"),
    ("the day before yesterday", "2021-09-28", "2021-09-28"),
    ("Wednesday", "2021-09-29", "2021-09-29"),
    ("Thursday", "2021-09-30", "2021-09-30"),
    ("last Thursday", "2021-09-23", "2021-09-23"),
    ("next Friday", "2021-10-08", "2021-10-08"),
    ("the coming Friday", "2021-10-01", "2021-10-01"),
    ("last week", "2021-09-20", "2021-09-26"),
    ("last week on Tuesday", "2021-09-21", "2021-09-21"),
    ("Friday of next week", "2021-10-08", "2021-10-08"),
    ("the weekend", "2021-09-25", "2021-09-26"),
    ("this year", "2021-01-01", "2021-12-31"),
    ("earlier this month", "2021-09-01", "2021-09-30"),
    ("later this year", "2021-09-30", "2021-12-31"),
    ("so far this year", "2021-01-01", "2021-09-30"),
    ("since last week", "2021-09-20", None),
    ("by the end of June", None, "2021-06-30"),
    ("last June", "2021-06-01", "2021-06-30"),
    ("last September", "2020-09-01", "2020-09-30"),
    ("next June", "2022-06-01", "2022-06-30"),
    ("June last year", "2020-06-01", "2020-06-30"),
    ("late February", "2021-02-16", "2021-02-28"),
    ("the first week of June", "2021-05-31", "2021-06-06"),
    ("the second Monday of next month", "2021-10-11", "2021-10-11"),
    ("the past ten years", "2011-09-30", "2021-09-30"),
    ("in recent weeks", None, "2021-09-30"),
    ("several years ago", None, "2021-09-30"),
    ("more than two years ago", None, "2019-09-30"),
    ("three days ago", "2021-09-27", "2021-09-27"),
    ("two weeks ago", "2021-09-13", "2021-09-19"),
    ("two years ago", "2019-01-01", "2019-12-31"),
    ("two years ago today", "2019-09-30", "2019-09-30"),
    ("two years ago this month", "2019-09-01", "2019-09-30"),
    ("a year ago last week", "2020-09-21", "2020-09-27"),
    ("before the year is out", None, "2021-12-31"),
    ("more than two years ago", None, "2019-09-30"),
    ("late on Wednesday, the first", "2021-09-29", "2021-09-29"),
    ("last summer", "2021-06-01", "2021-08-31"),
    ("last winter", "2020-12-01", "2021-02-28"),
    ("Wednesday, Sept. 22", "2021-09-22", "2021-09-22"),
    ("three weeks after January 12, 2018", "2018-02-02", "2018-02-02"),
    ("on the eve of Ramadan", "2021-04-12", "2021-04-12"),
    ("the weekend of July 4", "2021-07-03", "2021-07-04"),
    ("Labor Day weekend", "2021-09-04", "2021-09-06"),
    ("the next four business days", "2021-10-01", "2021-10-06"),
    ("the last two quarters", "2021-01-01", "2021-06-30"),
    ("a decade ago", "2006-01-01", "2015-12-31"),
    ("June 30 to July 2", "2021-06-30", "2021-07-02"),
    ("between now and November 15", "2021-09-30", "2021-11-15"),
    ("since December 3", "2020-12-03", None),
    ("by early November", None, "2021-11-15"),
    ("through October 2", None, "2021-10-02"),
    ("on or before October 2", None, "2021-10-02"),
    ("two weeks starting October 4", "2021-10-04", "2021-10-17"),
    ("within a month of September 3", "2021-09-03", "2021-10-03"),
    ("a week from Friday", "2021-10-08", "2021-10-08"),
    ("two Sundays ago", "2021-09-19", "2021-09-19"),
    ("ten years before 2010", "2000-01-01", "2000-12-31"),
    ("a year and a half ago", "2020-01-01", "2020-03-31"),
    ("half a century ago", "1966-01-01", "1975-12-31"),
    ("year to date", "2021-01-01", "2021-09-30"),
    ("from March to date", "2021-03-01", "2021-09-30"),
    ("Monday through Wednesday next week", "2021-10-04", "2021-10-06"),
    ("the 21st next month", "2021-10-21", "2021-10-21"),
    ("next 6th of April", "2022-04-06", "2022-04-06"),
    ("this coming weekend", "2021-10-02", "2021-10-03"),
    ("this working week", "2021-09-27", "2021-10-01"),
    ("previous quarter", "2021-04-01", "2021-06-30"),
    ("Super Tuesday", "2020-03-03", "2020-03-03"),
    ("weekend", "2021-10-02", "2021-10-03"),
    ("Tuesday week", "2021-10-12", "2021-10-12"),
    ("the Friday of the week after next", "2021-10-15", "2021-10-15"),
    ("on Monday of the following week", "2021-10-04", "2021-10-04"),
    ("two months from today on Tuesday", "2021-11-30", "2021-11-30"),
    ("last year in June", "2020-06-01", "2020-06-30"),
    ("next month on the 15th", "2021-10-15", "2021-10-15"),
    ("4 till 23 of this month", "2021-09-04", "2021-09-23"),
    ("from the 27th to the 3rd of October", "2021-09-27", "2021-10-03"),
    ("earlier last week", "2021-09-20", "2021-09-22"),
    ("last fortnight", "2021-09-13", "2021-09-26"),
    ("next decade", "2030-01-01", "2039-12-31"),
    ("the past decade", "2011-09-30", "2021-09-30"),
    ("more than two weeks before today", None, "2021-09-15"),
    ("at most two weeks ago", "2021-09-16", "2021-09-30"),
    ("three working days ago", "2021-09-27", "2021-09-27"),
    ("a hundred days ago", "2021-06-22", "2021-06-22"),
    ("from next Monday for two weeks", "2021-10-04", "2021-10-17"),
    ("today through Sunday", "2021-09-30", "2021-10-03"),
    ("the week after Easter 2015", "2015-04-06", "2015-04-12"),
    ("week 3 of June", "2021-06-14", "2021-06-20"),
]


@pytest.mark.parametrize(("text", "start", "end"), RELATIVE)
def test_relative_dates_count_from_publication(text, start, end):
    when = resolve_date(text, PUBLISHED)
    assert (when.start, when.end, when.basis) == (day(start), day(end), "inferred")
    assert when.why


@pytest.mark.parametrize(
    "text", ["today", "last June", "Wednesday", "June 3", "two years ago", "since last week", "in recent weeks", "Ramadan"]
)
def test_without_publication_date_relative_dates_stay_open_and_say_so(text):
    when = resolve_date(text, None)
    assert (when.start, when.end, when.basis) == (None, None, "inferred")
    assert "no publication date is known" in when.why


@pytest.mark.parametrize(
    ("text", "tense", "start", "end"),
    [
        ("Wednesday", "past", "2021-09-29", "2021-09-29"),
        ("Wednesday", "future", "2021-10-06", "2021-10-06"),
        ("October", None, "2020-10-01", "2020-10-31"),
        ("October", "future", "2021-10-01", "2021-10-31"),
        ("December 12", "past", "2020-12-12", "2020-12-12"),
        ("December 12", "future", "2021-12-12", "2021-12-12"),
        ("January 3", "future", "2022-01-03", "2022-01-03"),
        ("in two days", "future", "2021-10-02", "2021-10-02"),
    ],
)
def test_tense_points_weekdays_and_months(text, tense, start, end):
    assert span(text, tense=tense) == interval(start, end)


TRUMP = (dt.date(2017, 1, 20), dt.date(2021, 1, 20))


@pytest.mark.parametrize(
    ("text", "tenure", "start"),
    [
        ("last June", TRUMP, "2020-06-01"),
        ("June", TRUMP, "2020-06-01"),
        ("last January", TRUMP, "2021-01-01"),
        ("last June", (None, None), "2021-06-01"),
    ],
)
def test_tenure_moves_a_month_to_a_year_it_allows(text, tenure, start):
    when = resolve_date(text, PUBLISHED, tenure=tenure)
    assert when.start == day(start)
    assert ("tenure" in when.why) == (start == "2020-06-01")


@pytest.mark.parametrize("text", ["Wednesday", "last week", "yesterday"])
def test_tenure_that_leaves_no_reading_leaves_the_date_open(text):
    when = resolve_date(text, PUBLISHED, tenure=TRUMP)
    assert (when.start, when.end) == (None, None)
    assert "rules out" in when.why


def test_tenure_does_not_move_a_stated_date():
    assert span("2012", tenure=TRUMP) == interval("2012-01-01", "2012-12-31")


@pytest.mark.parametrize("text", [*(row[0] for row in STATED + RELATIVE), "within a month of the vote", "w/c June 3", "half a year ago"])
def test_no_piece_of_an_expression_breaks_the_grammar(text):
    words = text.split()
    for i in range(len(words)):
        for piece in (" ".join(words[i:]), " ".join(words[: i + 1])):
            resolve_date(piece, PUBLISHED)
            find_dates(piece, PUBLISHED)


EVENTS = [
    ("two days after the vote", "2020-05-05", "2020-05-05"),
    ("the day before the vote", "2020-05-02", "2020-05-02"),
    ("on the eve of the vote", "2020-05-02", "2020-05-02"),
    ("the following day", "2020-05-04", "2020-05-04"),
    ("a year later", "2021-01-01", "2021-12-31"),
    ("that month", "2020-05-01", "2020-05-31"),
    ("the previous Monday", "2020-04-27", "2020-04-27"),
    ("during the civil war", "2020-05-03", "2020-05-03"),
    ("after the vote", "2020-05-04", None),
    ("the following two weeks", "2020-05-03", "2020-05-17"),
    ("the previous two years", "2018-05-03", "2020-05-03"),
]


@pytest.mark.parametrize(("text", "start", "end"), EVENTS)
def test_dates_that_hang_on_an_event_need_its_date(text, start, end):
    anchor = resolve_date("3 May 2020", None)
    assert span(text, anchor=anchor) == interval(start, end)
    assert span(text) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "3/7/2017",
        "February 30, 2019",
        "Independence Day",
        "from 2019 to 2012",
        "10/1-11/2/2017",
        "fiscal 2017",
        "the turn of the century",
        "the academic year 2015",
        "a year ago on Tuesday",
    ],
)
def test_doubt_leaves_a_date_open_with_a_reason(text):
    when = resolve_date(text, PUBLISHED)
    assert (when.start, when.end) == (None, None)
    assert when.why


@pytest.mark.parametrize(("day_first", "start"), [(True, "2017-07-03"), (False, "2017-03-07")])
def test_the_caller_may_settle_the_order_of_figures(day_first, start):
    assert span("3/7/2017", day_first=day_first) == interval(start, start)


@pytest.mark.parametrize(
    "text", ["for three hours", "10-year war", "aged 25", "within the hour", "in the capital", "", "every time", "2,012 people"]
)
def test_durations_ages_and_counts_are_no_dates(text):
    assert resolve_date(text, PUBLISHED) is None


def found(text, **frame):
    dates = find_dates(text, PUBLISHED, **frame)
    assert all(text[date.start : date.end] == date.when.text for date in dates)
    return [date.when.text for date in dates]


FOUND = [
    ("The Trump administration last June imposed sanctions.", ["last June"]),
    ("Damascus has had no diplomatic presence in Ankara since 2012.", ["since 2012"]),
    ("At least 2000 people were killed in 2015 attacks.", ["2015"]),
    ("Resolution 2254, adopted in December 2015, calls for a truce.", ["December 2015"]),
    ("The March 14 Alliance condemned the bombing on Aug. 3 and 4.", ["Aug. 3", "4"]),
    ("Prime Minister Theresa May said she may travel in May.", ["May"]),
    ("The 10-year war ended in late 2018; a 25-year-old man died.", ["late 2018"]),
    ("It came after Friday's attack and since the 2003 invasion.", ["Friday", "the 2003"]),
    ("During the civil war and the Cold War, thousands fled.", ["During the civil war"]),
    ("On Sunday, July 4, the Sunday Times reported.", ["Sunday, July 4"]),
    ("Every Friday thousands gather; on Fridays they march.", []),
    ("In June and July 2019 tankers were seized.", ["June", "July 2019"]),
    ("They walked 2019 kilometres in Windows 2000 for $2000 at room 2012.", []),
    ("Airbus A350-1000 sales rose to 2,012 in 12 months.", []),
    ("The minister said the army would not retreat.", []),
    ("They met Jan Kubis and August Hanning in the march of the winter sun.", []),
    ("Fighting raged from May 3 to 5 and again overnight.", ["from May 3 to 5", "overnight"]),
    ("His second Sunday in jail, and the cars of the 70s and 80s.", ["the 70s", "80s"]),
    ("Police said Wednesday night that talks resume next month.", ["Wednesday night", "next month"]),
    ("The ban takes effect in 30 days; by year's end it lapses.", ["in 30 days", "by year's end"]),
    ("It is the deadliest attack in ten years and the first in 2016, nobody doubts.", ["2016"]),
    ("polls are due june next year or in 2016 november", ["june next year", "2016 november"]),
    ("They met on 11/20, 11/22 or 11/25; the shop is open 24/7.", ["11/20", "11/22", "11/25"]),
    ("rain is likely between august and october, or 22/04.", ["between august and october", "22/04"]),
    ("In the new year they may march in August; killed in 1200 BC.", ["August"]),
    ("It fell two days before the May 8 vote and lost money in fiscal 2021.", ["two days before the May 8"]),
    ("They met over the weekend of 4-5 September, says file 2020-13-01.", ["4-5 September"]),
]


@pytest.mark.parametrize(("text", "words"), FOUND)
def test_find_dates_in_a_sentence(text, words):
    assert found(text) == words


def test_a_year_at_the_end_of_a_list_holds_for_the_whole_list():
    june, july = find_dates("In June and July 2019 tankers were seized.", PUBLISHED)
    assert (june.when.start, july.when.start) == (day("2019-06-01"), day("2019-07-01"))


def test_the_next_day_counts_from_the_date_before_it_but_an_event_does_not():
    text = "On Jan. 6, 2021 a mob stormed the Capitol; the following day Congress met, two days after the vote."
    assert [date.when.start for date in find_dates(text, PUBLISHED)] == [day("2021-01-06"), day("2021-01-07"), None]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("On June 3 Ghana closed the border. The next morning Ghana reopened it.", "2021-06-04", "2021-06-04"),
        ("In 2012 Syria cut ties. The same day Ankara closed its embassy.", None, None),
        ("Protests began on March 3, 2015. The following week he resigned.", "2015-03-09", "2015-03-15"),
        ("Protests began on March 2, 2015. The following Friday he resigned.", "2015-03-06", "2015-03-06"),
        ("Rallies began on March 3. Police arrested ten the day after protesters burned a court.", None, None),
        ("The blast came in the early hours of Sunday.", "2021-09-26", "2021-09-26"),
        ("In May 12 soldiers were killed.", "2021-05-01", "2021-05-31"),
        ("In April 1200 people fled.", "2021-04-01", "2021-04-30"),
        ("Sales fell in Q3 '98.", "1998-07-01", "1998-09-30"),
        ("The town fell on April 16. Rebels have held it since then, unlike in May.", "2021-05-01", "2021-05-31"),
        ("The town fell on April 16, and rebels have held it ever since then.", "2021-04-16", None),
        ("The town fell in April, and rebels have held it ever since then.", None, None),
    ],
)
def test_the_last_date_of_a_text(text, start, end):
    when = find_dates(text, dt.date(2021, 9, 30))[-1].when
    assert (when.start, when.end) == (start and day(start), end and day(end))


def test_attacks_named_by_their_day_keep_their_year():
    assert find_dates("The Sept. 11 attacks changed policy.", PUBLISHED)[0].when.start == day("2001-09-11")


@pytest.mark.parametrize(
    ("rule", "year", "expected"),
    [
        (easter, 2019, "2019-04-21"),
        (easter, 2024, "2024-03-31"),
        (orthodox_easter, 2019, "2019-04-28"),
        (orthodox_easter, 2024, "2024-05-05"),
    ],
)
def test_easter(rule, year, expected):
    assert rule(year) == day(expected)


def test_every_row_of_the_tables_reads():
    assert len(tables.feasts()) > 80
    assert len(tables.periods()) > 80
    assert all(feast.in_year(2019) or feast.in_year(2020) for feast in tables.feasts().values() if feast.rule != "local")


@pytest.mark.parametrize(
    "row", ["X\tX\tsometimes\t", "X\tX\ttable\t2019-02-30", "X\tX\tnth 5\t", "X\tX\ttable\t2019-02-03/2019-02-01", "X\tX"]
)
def test_a_wrong_row_is_refused_with_its_place(row, tmp_path, monkeypatch):
    (tmp_path / "holidays.tsv").write_text(f"name\tnames\trule\tdates\n{row}\n", encoding="utf-8")
    monkeypatch.setattr("dragoman.ontology.tables.TABLES", tmp_path)
    with pytest.raises(OntologyError, match=r"holidays\.tsv:2"):
        tables.feasts.__wrapped__()
