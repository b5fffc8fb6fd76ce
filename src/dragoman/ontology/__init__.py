"""Checked tables: what Dragoman knows, as data."""
