"""States in other states' places while the reader learns, so that it reads what is done and not who usually does it.

One word stands for one word, so every label keeps its word: names for names, capitals for capitals, "French" for "Kenyan". One sentence's
states are exchanged consistently: "Paris recalled its envoy; the French ambassador …" becomes "Nairobi recalled …; the Kenyan ambassador …".
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from dragoman.ontology.plover import rows

FORMS = ("name", "people", "peoples", "capital")


@cache
def states() -> tuple[dict[str, str], ...]:
    """The one-word forms of each state: its name, demonym, the demonym's plural, its capital."""
    found = []
    for row in rows("states"):
        peoples = [d for d in row["demonyms"].split(";") if d]
        forms = dict(zip(FORMS, (row["name"], *[*peoples[:2], "", ""][:2], row["capital"]), strict=True))
        found.append({form: word for form, word in forms.items() if word.isalpha() and len(word) > 2})
    return tuple(found)


@cache
def known() -> dict[str, tuple[int, str]]:
    """Word to the state and the form that it is; what stands for two states is left out."""
    seen: dict[str, list[tuple[int, str]]] = {}
    for number, forms in enumerate(states()):
        for form, word in forms.items():
            seen.setdefault(word, []).append((number, form))
    return {word: places[0] for word, places in seen.items() if len(places) == 1 or len({n for n, _ in places}) == 1}


def disguise(words: Sequence[str], rng: random.Random) -> list[str]:
    """``words`` with every state exchanged for another that has the forms that are needed."""
    needed: dict[int, set[str]] = {}
    for word in words:
        if word in known():
            number, form = known()[word]
            needed.setdefault(number, set()).add(form)
    other: dict[int, dict[str, str]] = {}
    for number, forms in needed.items():
        for _ in range(20):
            candidate = states()[rng.randrange(len(states()))]
            if forms <= candidate.keys() and candidate not in other.values():
                other[number] = candidate
                break
    return [other[known()[w][0]][known()[w][1]] if w in known() and known()[w][0] in other else w for w in words]
