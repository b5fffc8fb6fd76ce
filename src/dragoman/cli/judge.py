"""``dragoman judge``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dragoman.cli import _options as o
from dragoman.cli import _store
from dragoman.cli._output import say
from dragoman.config import SETTINGS
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.store import Store, View


def judge(
    action: Annotated[
        Literal["confirm", "correct", "withdraw", "merge", "split", "list"],
        typer.Argument(help="What is said of the record; list shows the judgements that are kept."),
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]…", help="The record (or, to withdraw it, a judgement); of events to merge or split all.", show_default=False
        ),
    ] = None,
    *,
    store: o.Store = None,
    by: Annotated[
        str | None,
        typer.Option("--by", envvar=SETTINGS["by"].variable, metavar="NAME", help="Who signs the judgement.", show_default=False),
    ] = None,
    on: Annotated[
        dt.date | None,
        typer.Option("--on", parser=o.day, metavar="YYYY-MM-DD", help="Its day; by default today.", show_default=False),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="A corrected field, its value in JSON or plain; may be given again.", show_default=False
        ),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why.", show_default=False)] = None,
) -> int:
    """Confirm, correct or withdraw a record, merge or split events: signed, dated, and never an edit.

    The ledger honours what is judged from then on; dragoman why shows it. Withdrawing a judgement undoes it.

    Examples:

      dragoman judge correct 43b06a --set level=downgraded --by 'A. Editor' --note 'the embassy kept a chargé' --store ledger.db

      dragoman judge merge 239d51 52700c --by 'A. Editor' --store ledger.db

      dragoman judge withdraw j1f3 --by 'A. Editor' --store ledger.db

      dragoman judge list --store ledger.db
    """
    from dragoman.ledger import judgement

    if action == "list":
        with _store.viewed(store) as view:
            for line in _listed(view, names or ()):
                typer.echo(line)
        return 0
    if not names:
        raise UsageError(f"{action} what? give the id of a record")
    if not by:
        raise UsageError(f"a judgement is signed: give --by NAME, or set {SETTINGS['by'].variable}")
    with _store.opened(store) as ledger:
        ids = [_whole(ledger, name, judgements=action == "withdraw") for name in names]
        made = judgement(action, ids[0], others=ids[1:], by=by, on=on or dt.date.today(), fields=_values(fields or ()), note=note)
        new = ledger.judge(made)
    say(f"{'kept' if new else 'kept already'}: {made.id}")
    return 0


def _whole(ledger: Store, name: str, *, judgements: bool) -> str:
    """The whole id of a record or, where one may be meant, of a judgement."""
    found = [j.id for j in ledger.judgements() if j.id.startswith(name)] if judgements else []
    if len(found) > 1 and name not in found:
        raise UsageError(f"{name!r} begins {len(found)} judgements: {', '.join(found[:4])}; give more of the id")
    return (name if name in found else found[0]) if found else ledger.record(name).record.id


def _values(given: Sequence[str]) -> dict[str, Any]:
    """``level=open`` as a text, ``confidence=0.9`` as JSON. Raises `UsageError` for what has no ``=``."""
    out = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--set {pair!r}: write FIELD=VALUE")
        try:
            out[name.strip()] = json.loads(value)
        except ValueError:
            out[name.strip()] = value
    return out


def _listed(ledger: View, names: Sequence[str]) -> Iterable[str]:
    from dragoman.export.judgements import lines

    return lines(ledger.judgements(), {ledger.record(name).record.id for name in names})
