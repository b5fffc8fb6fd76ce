"""Scoring of readings against gold."""
