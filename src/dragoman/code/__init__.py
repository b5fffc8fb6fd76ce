"""The event graph to drafts of statements, events, relations and figures."""
