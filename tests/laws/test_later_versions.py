"""What holds of what comes after an edition: versions that supersede it, and revisions of its data."""

import datetime
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.errors import InvalidData
from aiprocure.model.dossier import Dossier
from strategies import answers_to, dossiers_for, sound_editions


@given(st.data())
def test_a_later_version_is_told_of_once_approved_and_supersedes_once_in_effect(data: st.DataObject) -> None:
    """Never both at once; a version whose day of effect is not known supersedes nothing."""
    edition = data.draw(sound_editions(most_axes=2, most_options=2))
    after = edition.superseded_by
    assume(after is not None)
    assert after is not None
    days = [each for each in (after.approved, after.effective, datetime.date.max, datetime.date.min) if each]
    nearby = [each - datetime.timedelta(days=1) for each in days if each > datetime.date.min]
    on = data.draw(st.sampled_from([*days, *nearby]))
    dossier: Dossier = attrs.evolve(data.draw(dossiers_for(edition)), on=on)
    found = [f.code for f in ap.check(dossier, edition) if f.code in {"superseded-edition", "newer-version-approved"}]
    in_effect = after.effective is not None and after.effective <= on
    assert found == (
        ["superseded-edition"] if in_effect else ["newer-version-approved"] if after.approved <= on else []
    )


@given(st.data())
def test_a_trace_of_an_earlier_revision_names_every_revision_since(data: st.DataObject) -> None:
    edition = data.draw(sound_editions(most_axes=2, most_options=2))
    assume(edition.revisions)
    answers = data.draw(answers_to(edition))
    trace: dict[str, Any] = {**ap.encoding.to_data(ap.assess(edition, answers))}
    number = data.draw(st.integers(1, edition.revision - 1))
    since = [each for each in edition.revisions if each.number > number]
    named = {"id": edition.id, "revision": number, "fingerprint": since[0].replaces}
    with pytest.raises(InvalidData) as caught:
        ap.encoding.retrace({**trace, "edition": named}, edition)
    assert [(problem.code, problem.value) for problem in caught.value.problems] == [
        ("revised-since", str(each.number)) for each in since
    ]
