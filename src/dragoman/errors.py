"""The one tree of errors.

```
DragomanError
├── InputError        a file or stream that cannot be read (path, encoding, format)
├── StoreError        a ledger that cannot be opened, written or understood
├── ModelError        weights or a pipeline that do not fit together
├── OntologyError     a table with a wrong row: file, line and reason
└── UsageError        a question that cannot be asked so
```

One item that fails is an `Issue` in the output; what stops the run is raised.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of every error that Dragoman raises on purpose. The message is one line and says what to do."""


class InputError(DragomanError):
    """An input that cannot be read."""


class StoreError(DragomanError):
    """A ledger that cannot be opened, written or understood."""


class ModelError(DragomanError):
    """Weights or a pipeline that do not fit together."""


class OntologyError(DragomanError):
    """A row of a table that is wrong; the message names file, line and reason."""


class UsageError(DragomanError):
    """A question that cannot be asked so."""
