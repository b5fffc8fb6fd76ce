"""Readings and records on their way out: one file per format."""
