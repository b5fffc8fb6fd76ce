"""``dragoman classify``."""

from __future__ import annotations

import sys

from dragoman.cli import _options as o
from dragoman.cli._reading import Pipeline, Tally
from dragoman.cli._streams import objects


def classify(file: o.Lines = "-", model: o.Model = None, output: o.Output = None) -> int:
    """Say which event it is, if actor and recipient are known.

    Lines {"id", "text", "actor": [start, end], "recipient": [start, end]} in; lines {"id", "event_type", "event_mode", "auxiliary",
    "scores": {type: probability}} out. Offsets count characters; either party may be null.

    Examples:

      dragoman classify pairs.jsonl > types.jsonl

      cat pairs.jsonl | dragoman classify -
    """
    from dragoman.classify import classify as chosen
    from dragoman.cli._output import opened
    from dragoman.errors import InputError
    from dragoman.export.json import dumps

    tally, pipeline = Tally(), Pipeline(model)
    with opened(output, [file]) as stream:
        for item, record in objects(file, tally):
            try:
                answer = chosen(pipeline().engine, record)
            except InputError as error:
                tally.fail(f"{item}: {error}")
                continue
            tally.done += 1
            stream.write(dumps(answer) + "\n")
            if stream is sys.stdout:
                stream.flush()
    return tally.status
