"""The door: files and streams in, reports and failures out. One file per kind of input; `dragoman.ingest.inputs` opens them all."""

from dragoman.ingest.dateline import misstated, without_head
from dragoman.ingest.inputs import STDIN, count, files, inputs
from dragoman.ingest.item import Failure, Item
from dragoman.ingest.text import from_text

__all__ = ["STDIN", "Failure", "Item", "count", "files", "from_text", "inputs", "misstated", "without_head"]
