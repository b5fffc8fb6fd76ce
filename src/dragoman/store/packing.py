"""Records as JSON and back, whatever characters a report brings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticSerializationError

from dragoman.errors import StoreError

Model = TypeVar("Model", bound=BaseModel)


def pack(record: BaseModel) -> str:
    """The JSON of a record. Half a surrogate pair, which a wrong decoding leaves and UTF-8 cannot say, stays as an escape."""
    try:
        return record.model_dump_json(by_alias=True)
    except PydanticSerializationError:
        return json.dumps(record.model_dump(mode="json", by_alias=True), separators=(",", ":"))


def pack_all(records: Iterable[BaseModel]) -> str:
    """The JSON of a list of records."""
    return f"[{','.join(map(pack, records))}]"


def unpack(model: type[Model], text: str) -> Model:
    """The record of its JSON. Raises `StoreError` where it is none."""
    try:
        return model.model_validate_json(text)
    except ValidationError:
        return _model(model, _loaded(text))


def unpack_all(model: type[Model], text: str) -> tuple[Model, ...]:
    """The records of their list. Raises `StoreError` where they are none."""
    items = _loaded(text)
    if not isinstance(items, list):
        raise StoreError(f"a kept list of {model.__name__} is damaged; `dragoman check` says which")
    return tuple(_model(model, item) for item in items)


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as fault:
        raise StoreError(f"a kept row is damaged: {fault}; `dragoman check` says which") from fault


def _model(model: type[Model], value: object) -> Model:
    try:
        return model.model_validate(value)
    except ValidationError as fault:
        raise StoreError(f"a kept {model.__name__} is damaged: {fault.errors()[0]['msg']}; `dragoman check` says which") from fault
