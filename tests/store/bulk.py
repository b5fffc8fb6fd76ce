"""A Parquet copy under the contract of all stores: what is written goes to the ledger, what is asked is asked of a copy of it."""

from itertools import count

from dragoman.store import open_store, write_parquet

WRITING = ("add", "replace", "judge", "rederive")


class Bulk:
    def __init__(self, folder):
        self._ledger = open_store(folder / "l.db", create=True)
        self._names = (folder / f"copy-{n}" for n in count())
        self._copy = None

    def __getattr__(self, name):
        if name in WRITING:
            self._copy = None
            return getattr(self._ledger, name)
        if self._copy is None:
            folder = next(self._names)
            write_parquet(self._ledger, folder)
            self._copy = open_store(folder)
        return getattr(self._copy, name)
