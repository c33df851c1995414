"""The drawings of every case."""

import re

import aiprocure as ap
from aiprocure.export import to_svg


def test_drawings_in_one_page_have_ids_of_their_own(edition: ap.Edition) -> None:
    drawings = [to_svg(edition, language="ja"), to_svg(edition, language="en")]
    drawings += [to_svg(ap.assess(edition, answers)) for answers in edition.all_answers()]
    ids = [re.findall(r' id="([^"]*)"', drawing) for drawing in drawings]
    assert all(len(each) == 2 for each in ids)
    shared = {drawing: tuple(each) for drawing, each in zip(drawings, ids, strict=True)}
    assert len(set(shared.values())) == len(shared) > 10
