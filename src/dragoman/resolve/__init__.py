"""Spans to actors on the day, dates as intervals, places as places."""
