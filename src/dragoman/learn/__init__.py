"""Fitting, exporting, calibrating."""
