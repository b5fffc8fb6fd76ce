"""The corpus format, fitting, exporting, calibrating."""
