"""The same pipeline over many reports at once."""
