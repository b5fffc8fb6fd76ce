"""Text to what its sentences say, in one pass of one model."""
