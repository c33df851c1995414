"""A portal's own code, tested on any edition there could be, by pytest and the extra ``testing``."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import testing

SHIPPED = ap.editions.load("2025-05-27")


def outcome_to_show(edition: ap.Edition, fields: dict[str, str]) -> str | None:
    """What the portal shows above its form: the id of the outcome, or nothing before it is settled."""
    exploration = ap.explore(edition, edition.partial_answers(**fields))
    return exploration.possible[0].id if exploration.settled else None


@settings(max_examples=25)
@given(testing.editions(most_axes=3, most_options=3), st.data())
def test_an_outcome_once_shown_stays_whatever_is_answered_next(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(testing.answers(edition))
    fields = list(answers.items())
    shown = [outcome_to_show(edition, dict(fields[:count])) for count in range(len(fields) + 1)]
    assert shown[-1] == ap.assess(edition, answers).outcome.id
    assert set(shown) <= {None, shown[-1]}


@settings(max_examples=25)
@given(testing.dossiers(SHIPPED))
def test_what_the_portal_stores_is_what_it_was_sent(dossier: ap.Dossier) -> None:
    stored = json.dumps(ap.encoding.to_data(dossier), ensure_ascii=False)
    assert ap.dossiers.loads(stored, form="json") == dossier
