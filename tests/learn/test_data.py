from dragoman.learn import data
from dragoman.measure import corpus


def test_an_event_with_its_parties_marked_knows_where_it_shows(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(
        "@ brief: test\n\n> Iran freed a Briton.\nE RETREAT/release | freed | actor: Iran | recipient: a Briton\n", encoding="utf-8"
    )
    (item,) = corpus.load([path])
    (marked,) = data.sentence(data.Tokeniser(), item).marked
    assert (marked.actors, marked.recipients, marked.trigger) == ([(0, 1)], [(2, 4)], (1, 2))
