"""Which checks act on which record, and why none does."""

import runpy
from pathlib import Path
from typing import Any

import pytest

import aiprocure as ap
from aiprocure import checks
from aiprocure.checks import CHECKS
from aiprocure.checks.unchecked import WHY_NONE
from aiprocure.errors import UnknownRecord
from aiprocure.model.citation import Provenance
from aiprocure.model.records import FAMILIES, Entry, entries_of

ROOT = Path(__file__).parents[2]
EDITION = ap.editions.load("2025-05-27")
ACTED_ON = {"scope", "duty", "report", "consequence", "neighbour", "mitigation"}
NAMES = {f"{entry.family}/{entry.record.id}" for entry in entries_of(EDITION)}
RECORDS = [entry for entry in entries_of(EDITION) if entry.family in ACTED_ON]
TOLD = [each for each in RECORDS if getattr(each.record, "citation").provenance is Provenance.STATED]  # noqa: B009


def named(entry: Entry) -> str:
    """A record by family and id."""
    return f"{entry.family}/{entry.record.id}"


@pytest.mark.parametrize("entry", TOLD, ids=named)
def test_a_record_has_checks_or_a_reason_why_it_has_none(entry: Entry) -> None:
    found = ap.checks_of(EDITION, entry.reference)
    assert found.entry == entry
    assert bool(found.checks) is (found.why_none is None)
    assert bool(found.checks) is (named(entry) not in WHY_NONE)


def test_there_are_as_many_as_the_source_states() -> None:
    assert len(TOLD) == 71


def test_every_record_and_family_that_a_check_or_a_reason_names_is_there() -> None:
    families = {family for family, _ in FAMILIES}
    for check in CHECKS:
        assert {*check.acts_on, *check.rests_on} <= NAMES | families, check.code
        assert len(set(check.acts_on)) == len(check.acts_on), check.code
        assert not {*check.rests_on} & {*check.acts_on}
    assert set(WHY_NONE) <= {named(entry) for entry in TOLD}


def test_a_reason_is_there_in_both_languages() -> None:
    for reason in WHY_NONE.values():
        assert reason.ja.endswith("。")
        assert reason.in_language("en").endswith(".")


@pytest.mark.slow
@pytest.mark.parametrize("entry", [each for each in TOLD if each.family == "mitigation"], ids=named)
def test_every_check_that_is_said_to_act_on_a_mitigation_can_name_it(entry: Entry) -> None:
    """By the headline or the row of the mitigation, where the outcome rests on every axis."""
    row = next(link for link in EDITION.cross_reference(entry.reference).links_to if link.family == "sheet-row")
    high: dict[str, Any] = {"edition": EDITION.id, "answers": dict.fromkeys("ABCD", "①"), "project": {"title": "案"}}
    raised: set[str] = set()
    for item in ({"set_aside": "（未記入）", "words": "書く"}, {"measures": ["行う"]}, None):
        items = [] if item is None else [{"id": named(row), **item}]
        findings = ap.check(ap.dossiers.from_data({**high, "requirements": items}), EDITION)
        raised |= {str(finding.code) for finding in findings if named(entry) in finding.raised_by}
    assert raised == set(ap.checks_of(EDITION, entry.reference).checks)


def test_a_check_acts_on_all_records_of_a_family_that_it_names() -> None:
    assert "unanswered-axis" in ap.checks_of(EDITION, "A").checks
    assert "open-clause" in ap.checks_of(EDITION, "clause 7").checks
    assert "open-requirement" in ap.checks_of(EDITION, "⑭").checks


def test_a_record_that_asks_for_nothing_needs_no_reason() -> None:
    found = ap.checks_of(EDITION, "source/資料4")
    assert (found.checks, found.why_none) == ((), None)


def test_without_the_checks_a_record_has_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first test would then say."""
    kept = tuple(check for check in CHECKS if check.code != "risk-case-without-action")
    monkeypatch.setattr(checks, "CHECKS", kept)
    found = ap.checks_of(EDITION, "report/provider-response")
    assert (found.checks, found.why_none) == ((), None)


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(UnknownRecord):
        ap.checks_of(EDITION, "duty/none")


@pytest.mark.slow
def test_the_page_on_the_source_is_what_the_tables_say() -> None:
    """If not, ``make source`` writes it anew."""
    page = (ROOT / "docs" / "source.md").read_text(encoding="utf-8")
    assert runpy.run_path(str(ROOT / ".ci" / "write_source.py"))["page"]() == page
