"""HTML: the report with its records marked and linked. One self-contained page, light and dark, without script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from dragoman.export import words
from dragoman.model import Event, Figure, Reading, Relation, ReportHead, Statement

KINDS = (("events", "Events"), ("relations", "States"), ("statements", "Statements"), ("figures", "Figures"))
LETTERS = {"events": "e", "relations": "r", "statements": "s", "figures": "f"}
WORDS = {"e": "event", "r": "state", "s": "statement", "f": "figure"}
STYLE = """
.dragoman{color-scheme:light dark;--ink:light-dark(#1b1b1b,#e8e6e1);--soft:light-dark(#5c5c5c,#a9a59c);--paper:light-dark(#fffdf8,#1a1a1c);
--line:light-dark(#ddd6c8,#3b3a38);--e:light-dark(#ffe08a,#5c4700);
--r:light-dark(#bfe3c8,#1f4a2c);--f:light-dark(#cfdcff,#28386b);
--s:light-dark(#8a5a9e,#c99add);
color:var(--ink);background:var(--paper);font:1rem/1.6 Georgia,'Times New Roman',serif;margin:0}
.dragoman main,.dragoman.fragment{max-width:76rem;margin:0 auto;padding:1rem 1.2rem}
.dragoman article{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:2rem;border-top:1px solid var(--line);
padding:1rem 0 2rem}
.dragoman header{grid-column:1/-1}
.dragoman h1,.dragoman h2,.dragoman h3{line-height:1.25;margin:.6em 0 .3em}
.dragoman h1{font-size:1.6rem}
.dragoman h2{font-size:1.35rem}
.dragoman h3{font-size:1.05rem}
.dragoman .soft{color:var(--soft);font-size:.9rem}
.dragoman .text{white-space:pre-wrap;overflow-wrap:anywhere}
.dragoman .text a,.dragoman .said{color:inherit;text-decoration:none;border-radius:.2em}
.dragoman .text a{box-decoration-break:clone;padding:.05em .1em}
.dragoman .e{background:var(--e)}
.dragoman .r{background:var(--r)}
.dragoman .f{background:var(--f)}
.dragoman .said{text-decoration:underline;text-decoration-color:var(--s);text-decoration-thickness:.12em;text-underline-offset:.2em}
.dragoman .text sup{font:600 .65em/1 system-ui,sans-serif;color:var(--soft);margin-left:.2em}
.dragoman .records{font:.9rem/1.45 system-ui,sans-serif}
.dragoman ol{list-style:none;margin:0;padding:0}
.dragoman li.record{border:1px solid var(--line);border-left:.35rem solid var(--line);
border-radius:.35rem;padding:.5rem .7rem;margin:.5rem 0}
.dragoman li.record.e{background:none;border-left-color:var(--e)}
.dragoman li.record.r{background:none;border-left-color:var(--r)}
.dragoman li.record.f{background:none;border-left-color:var(--f)}
.dragoman li.record.s{border-left-color:var(--s)}
.dragoman li.record:target,.dragoman .text a:target{outline:.2rem solid var(--s);outline-offset:.1rem}
.dragoman a:focus-visible{outline:.2rem solid}
.dragoman ul{margin:0;padding-left:1.1rem}
.dragoman dl{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:0 .7rem;margin:.2rem 0 0}
.dragoman dt{color:var(--soft)}
.dragoman dd{margin:0;overflow-wrap:anywhere}
.dragoman .records a{color:inherit}
@media(min-width:56.01rem) and (min-height:30rem){
.dragoman main section:first-of-type{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto}}
@media(max-width:56rem){.dragoman article{display:block}}
@media print{.dragoman main section:first-of-type{position:static;max-height:none}.dragoman li.record{break-inside:avoid}}
"""


@dataclass(frozen=True)
class Mark:
    """Characters ``[start, end)`` that show record ``letter`` + ``number``; a statement's are underlined, others are links."""

    start: int
    end: int
    letter: str
    number: int

    @property
    def anchor(self) -> str:
        """Its name in the page."""
        return f"{self.letter}{self.number}"


def page(readings: Iterable[Reading]) -> Iterator[str]:
    """A whole page, in pieces: one article for each reading."""
    yield (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width,initial-scale=1'>"
        f"<meta name='color-scheme' content='light dark'><title>Dragoman: what the reports say</title><style>{STYLE}</style></head>"
        "<body class='dragoman'><main><h1>What the reports say</h1>\n"
    )
    for number, reading in enumerate(readings, 1):
        yield article(reading, f"d{number}-")
    yield "</main></body></html>\n"


def fragment(reading: Reading) -> str:
    """One reading with its own style, for a notebook's cell."""
    return f"<style>{STYLE}</style><div class='dragoman fragment'>{article(reading, f'd{reading.report.id[-8:]}-')}</div>"


def article(reading: Reading, prefix: str) -> str:
    """The marked text and its records; ``prefix`` keeps the ids of several articles apart."""
    report, found = reading.report, marks(reading)
    shown = {m.anchor for m in found} if report.text is not None else set()
    cards = "".join(_section(kind, title, getattr(reading, kind), prefix, shown) for kind, title in KINDS)
    versions = ", ".join(f"{name} {value}" for name, value in reading.versions.model_dump().items())
    return (
        f"<article aria-labelledby='{prefix}head'>{_header(report, prefix)}"
        f"<section aria-label='Text'><div class='text' lang='{escape(report.language or 'en')}'>"
        f"{marked(report.text or '', found, prefix)}</div></section>"
        f"<section class='records' aria-label='Records'>{cards or '<p>Nothing that Dragoman records was found.</p>'}"
        f"{_issues(reading)}<p class='soft'>{escape(versions)}</p></section></article>\n"
    )


def _issues(reading: Reading) -> str:
    items = "".join(
        f"<li><b>{escape(i.what)}</b> {_quoted(reading.report.text, i.start, i.end, i.detail or '')}{escape(i.detail or '')}</li>"
        for i in reading.issues
    )
    return f"<h3>Doubts</h3><ul>{items}</ul>" if items else ""


def _header(report: ReportHead, prefix: str) -> str:
    day = f"published {report.published} ({report.published_basis})" if report.published else "no publication date"
    about = [escape(part) for part in (day, report.publisher, report.source_id) if part]
    if report.url:
        safe = report.url.lower().startswith(("http://", "https://"))
        about.append(f"<a href='{escape(report.url)}' rel='noreferrer'>{escape(report.url)}</a>" if safe else escape(report.url))
    title = escape(words.headline(report))
    text = "" if report.text is not None else "<p class='soft'>The text of this report is not kept.</p>"
    return f"<header><h2 id='{prefix}head'>{title}</h2><p class='soft'>{' · '.join(about)}</p>{text}</header>"


def marks(reading: Reading) -> list[Mark]:
    """What is to be marked in the text, in the order of the records."""
    found = []
    for kind, _ in KINDS:
        for number, record in enumerate(getattr(reading, kind), 1):
            spans = (record.content,) if isinstance(record, Statement) else record.evidence
            found += [Mark(s.start, s.end, LETTERS[kind], number) for s in spans]
    return found


def marked(text: str, found: Sequence[Mark], prefix: str) -> str:
    """``text`` escaped, cut where marks begin and end: marks may overlap, elements may not."""
    found = [m for m in found if 0 <= m.start < m.end <= len(text)]
    cuts = sorted({0, len(text), *(m.start for m in found), *(m.end for m in found)})
    seen: set[str] = set()
    out = []
    for start, end in pairwise(cuts):
        here = [m for m in found if m.start <= start and end <= m.end]
        said = any(m.letter == "s" for m in here)
        links = [m for m in here if m.letter != "s"]
        piece = escape(text[start:end])
        if links:
            piece = _link(piece, links, prefix, seen)
        out.append(f"<span class='said'>{piece}</span>" if said else piece)
        ending = dict.fromkeys(m.anchor for m in links if m.end == end)
        out.append("".join(f"<sup aria-hidden='true'>{anchor}</sup>" for anchor in ending))
    return "".join(out)


def _link(piece: str, links: Sequence[Mark], prefix: str, seen: set[str]) -> str:
    """A link to the first record that is marked here, with a target for the way back from each."""
    new = [m for m in links if m.anchor not in seen]
    seen.update(m.anchor for m in new)
    targets = "".join(f"<span id='{prefix}t-{m.anchor}'></span>" for m in new)
    label = ", ".join(f"{WORDS[m.letter]} {m.number}" for m in links)
    return f"{targets}<a class='{links[0].letter}' href='#{prefix}{links[0].anchor}' title='{label}'>{piece}</a>"


def _section(kind: str, title: str, found: Sequence[words.Recorded], prefix: str, shown: set[str]) -> str:
    if not found:
        return ""
    letter = LETTERS[kind]
    items = "".join(
        f"<li class='record {letter}' id='{prefix}{letter}{number}'>{_card(record, f'{letter}{number}', prefix, shown)}</li>"
        for number, record in enumerate(found, 1)
    )
    return f"<h3>{title}</h3><ol>{items}</ol>"


def _card(record: words.Recorded, anchor: str, prefix: str, shown: set[str]) -> str:
    head, rows = _rows(record)
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(str(value))}</dd>" for name, value in rows if value)
    linked = anchor in shown and not isinstance(record, Statement)
    back = f" <a href='#{prefix}t-{anchor}' aria-label='to the words in the text'>↩</a>" if linked else ""
    return f"<b>{escape(anchor)} {escape(head)}</b>{back}<dl>{lines}<dt>sure</dt><dd>{record.confidence:.2f}</dd></dl>"


def _rows(record: words.Recorded) -> tuple[str, list[tuple[str, str | None]]]:
    """The heading of a record and its lines."""
    match record:
        case Event():
            return words.did(record), [
                ("who", words.parties(record.actors)),
                ("to whom", words.parties(record.recipients)),
                ("when", _dated(record)),
                ("where", words.where(record.place)),
                ("on whose word", words.voices(record.attribution)),
                ("context", ", ".join(record.contexts)),
                ("CAMEO", record.cameo),
                ("words", _words(record)),
            ]
        case Relation():
            return f"{record.kind}: {record.level or 'level not said'}", [
                ("between", words.between(record)),
                ("by", record.by),
                ("types", ", ".join(record.types)),
                ("held", words.valid(record.valid)),
                ("on whose word", words.voices(record.attribution)),
                ("words", _words(record)),
            ]
        case Statement():
            return f"{words.who(record.speaker) or 'somebody'} {record.verb or 'said'}", [
                ("words", record.content.text),
                ("to", words.who(record.addressee)),
                ("through", ", ".join(filter(None, (record.medium, *record.outlets)))),
                ("when", _dated(record)),
            ]
        case Figure():
            return words.amount(record), [
                ("of", record.of),
                ("when", _dated(record)),
                ("where", words.where(record.place)),
                ("on whose word", words.voices(record.attribution)),
                ("words", _words(record)),
            ]


def _words(record: Event | Relation | Figure) -> str:
    return " … ".join(span.text for span in record.evidence)


def _dated(record: Event | Statement | Figure) -> str:
    day = words.when(record.date)
    return f"{day} (“{record.date.text}”)" if record.date and day else day


def _quoted(text: str | None, start: int, end: int, detail: str) -> str:
    """The words that a doubt is about, where its own words do not have them."""
    shown = text[start:end] if text and 0 < end - start < 200 else ""
    return f"<q>{escape(shown)}</q>: " if shown and shown not in detail else ""
