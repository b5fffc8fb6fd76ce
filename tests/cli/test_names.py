import pytest

from dragoman.cli._options import actors
from dragoman.errors import UsageError


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (["syr", "JOR"], ["SYR", "JOR"]),
        (["FARC"], ["group:farc"]),
        (["ECOWAS"], ["IGOWAS"]),
        (["syrgov"], ["SYRGOV"]),
        (["Syria"], ["SYR"]),
    ],
)
def test_an_actor_is_asked_for_by_code_or_name(given, codes):
    assert actors(given) == codes


def test_a_name_that_nobody_has_is_refused():
    with pytest.raises(UsageError, match="'FOOBAR' names no actor"):
        actors(["FOOBAR"])
