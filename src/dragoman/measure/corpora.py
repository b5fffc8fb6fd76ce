"""The measures on corpora of others, each where its folder is there. None of them ships with Dragoman, or was trained on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.measure import parties, study, syntax, translations
from dragoman.measure.part import Part


class Corpus(NamedTuple):
    """A corpus: the folders that it needs (in the one given), what is measured on it, and how."""

    folders: tuple[str, ...]
    what: str
    parts: Callable[[], list[Part]]


def corpora(folder: Path, reader: Any, ask: study.Ask, older: Path | None, limit: int | None = None) -> Iterator[Corpus]:
    """The corpora under ``folder``, in the order of the page. ``reader`` is a loaded pipeline, ``ask`` its `classify`, ``limit`` items of each for a trial."""
    yield Corpus(("study/plv",), "type given the two parties", lambda: study.parts(ask, folder / "study" / "plv", older, limit))
    yield Corpus(("study/cameo_ner",), "parties on other text", lambda: [parties.part(reader, folder / "study" / "cameo_ner", limit)])
    yield Corpus(("train/ud_ewt", "train/gum"), "trees and names", lambda: [syntax.part(reader.engine, folder / "train", limit)])
    yield Corpus(
        ("study/mt_news",), "human and machine translation", lambda: [translations.part(reader, folder / "study" / "mt_news", limit)]
    )


def missing(corpus: Corpus, folder: Path) -> str | None:
    """What is said of a corpus that is not there; None where it is."""
    gone = [name for name in corpus.folders if not (folder / name).is_dir()]
    return f"{corpus.what}: there is no {' and no '.join(gone)} in the folder of corpora" if gone else None
