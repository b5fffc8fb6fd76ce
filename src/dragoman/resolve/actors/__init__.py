"""Actors as they stood on the day: mentions to entities by the ontology's tables, with the reason, or left open."""

from dragoman.resolve.actors.people import tenure
from dragoman.resolve.actors.resolver import ActorResolver, default_resolver, resolve_actor
from dragoman.resolve.actors.scope import Scope

__all__ = ["ActorResolver", "Scope", "default_resolver", "resolve_actor", "tenure"]
