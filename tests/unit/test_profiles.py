"""A ministry's policy: how it is read and refused, and what it makes of findings."""

import datetime
import json
import time
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

import aiprocure as ap
from aiprocure import profiles
from aiprocure.errors import InvalidArgument, InvalidProfile
from aiprocure.model.amendments import SUPPLIED
from aiprocure.model.check_sheets import RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.dossier import ItemId, Stage
from aiprocure.model.edition import EditionId
from aiprocure.model.finding import Effect, Finding, FindingCode, Severity
from aiprocure.model.profile import ItemPolicy, OwnItem, Profile, Standing, Waiver, Weight, When
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.rulings import word_rulings

EXAMPLES = Path(__file__).parents[2] / "examples" / "profiles"
EDITION = ap.editions.load("2025-05-27")
BARE: dict[str, Any] = {"edition": "2025-05-27", "title": "方針"}
DOSSIER: dict[str, Any] = {
    "edition": "2025-05-27",
    "on": "2026-01-15",
    "phase": "procurement",
    "project": {"title": "窓口案内", "form": "役務"},
    "answers": {"A": "①", "B": "②", "C": "③", "D": "②"},
}
LATER = "2026-04-01"


def policy(**parts: object) -> Profile:
    return profiles.from_data(BARE | parts)


def found(profile: Profile, **changes: object) -> dict[tuple[str, str | None], Finding]:
    """What is found in the dossier by the policy, by code and subject."""
    extended = profile.extend(EDITION)
    dossier = ap.dossiers.from_data(DOSSIER | changes, edition=extended)
    return {(each.code, each.subject): each for each in ap.check(dossier, extended, profile)}


def refused(**parts: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidProfile) as refusal:
        profiles.from_data(BARE | parts)
    return [(problem.code, problem.where) for problem in refusal.value.problems]


class TestAnItem:
    OPEN = ("open-requirement", "requirement/14")

    @pytest.mark.parametrize(
        ("standing", "phase", "severity", "aside"),
        [
            ("必須", "企画", Severity.NOTE, False),
            ("required", "調達", Severity.ERROR, False),
            ("推奨", "調達", Severity.NOTE, False),
            ("対象外", "調達", Severity.WARNING, True),
        ],
    )
    def test_that_is_open_weighs_by_its_standing(
        self, standing: str, phase: str, severity: Severity, aside: bool
    ) -> None:
        profile = policy(requirements=[{"id": "⑭", "standing": standing, "reason": "定める"}])
        finding = found(profile, phase=phase)[self.OPEN]
        assert (finding.severity, finding.is_set_aside) == (severity, aside)
        [ruling] = finding.rulings
        assert (ruling.effect.value, ruling.reason) == (profile.requirements[0].standing, "定める")
        assert ruling.citation.provenance is Provenance.SUPPLIED

    def test_may_be_required_at_planning_by_naming_that_phase(self) -> None:
        profile = policy(requirements=[{"id": "⑭", "standing": "必須", "when": {"phases": ["企画"]}}])
        assert found(profile, phase="企画")[self.OPEN].severity is Severity.ERROR
        assert found(profile)[self.OPEN].rulings == ()

    @pytest.mark.parametrize(
        ("when", "meets"),
        [
            ({"forms": ["役務"]}, True),
            ({"forms": ["請負", "役　務"]}, False),
            ({"forms": ["請負", "役務 "]}, True),
            ({"forms": ["請負"]}, False),
            ({"forms": ["x" * 500]}, False),
            ({"users": ["国民等"]}, True),
            ({"users": ["単一の府省庁"]}, False),
            ({"outcomes": ["低"]}, True),
            ({"outcomes": ["high"]}, False),
            ({"forms": ["役務"], "outcomes": ["高"]}, False),
        ],
    )
    def test_is_decided_on_where_every_condition_is_met(self, when: dict[str, object], meets: bool) -> None:
        profile = policy(requirements=[{"id": "⑭", "standing": "必須", "when": when}])
        assert bool(found(profile)[self.OPEN].rulings) is meets

    def test_is_not_decided_on_by_what_is_left_unsaid(self) -> None:
        for when in ({"forms": ["役務"]}, {"outcomes": ["低"]}, {"users": ["国民等"]}):
            profile = policy(requirements=[{"id": "⑭", "standing": "必須", "when": when}])
            said = found(profile, project={"title": "窓口案内", "form": "未定"}, answers={})
            assert said[self.OPEN].rulings == ()
            assert (("form-not-stated", None) in said) is ("forms" in when)

    def test_has_the_strictest_of_several_standings(self) -> None:
        given = [{"id": "⑭", "standing": each, "reason": "定める"} for each in ("対象外", "必須", "推奨")]
        finding = found(policy(requirements=given))[self.OPEN]
        assert [ruling.effect for ruling in finding.rulings] == [Effect.REQUIRED]

    def test_that_is_a_row_is_decided_on_before_its_headline(self) -> None:
        profile = policy(
            requirements=[
                {"id": "⑭", "standing": "必須", "evidence": ["評価"]},
                {"id": "sheet-row 19", "standing": "対象外", "reason": "当たらない"},
            ]
        )
        said = found(profile, requirements=[{"id": "sheet-row/19"}])
        assert said["addressed-without-words", "sheet-row/19"].is_set_aside
        lacking = said["addressed-without-evidence", "sheet-row/19"]
        assert [ruling.effect for ruling in lacking.rulings] == [Effect.OUT_OF_SCOPE, Effect.EVIDENCE]

    def test_that_is_a_required_row_makes_its_open_headline_weigh_and_asks_for_more_than_a_headline_set_aside(
        self,
    ) -> None:
        profile = policy(requirements=[{"id": "sheet-row/19", "standing": "必須"}])
        assert found(profile)[self.OPEN].severity is Severity.ERROR
        aside = {"id": "⑭", "set_aside": "当たらない"}
        assert ("required-item-set-aside", "sheet-row/19") in found(profile, requirements=[aside])
        row = {"id": "sheet-row/19", "words": "文案"}
        assert ("required-item-set-aside", "sheet-row/19") not in found(profile, requirements=[aside, row])

    def test_holds_for_supplied_rows_of_its_headline(self) -> None:
        citation = Citation(SUPPLIED.id, "別紙3!B9", Provenance.SUPPLIED)
        row = SheetRow(SheetRowId("90"), ap.errors.Text("要求"), citation, 90, RequirementId("14"))
        edition = EDITION.with_rows([row])
        profile = policy(requirements=[{"id": "⑭", "standing": "必須"}])
        findings = ap.check(ap.dossiers.from_data(DOSSIER, edition=edition), edition, profile)
        assert [each.severity for each in findings if each.subject == "sheet-row/90"] == [Severity.ERROR]

    def test_of_which_the_evidence_is_named_is_asked_for_it_once(self) -> None:
        profile = policy(requirements=[{"id": id_, "evidence": ["認証の写し"]} for id_ in ("⑩", "⑭")])
        items = [{"id": "⑩", "words": "文案"}, {"id": "⑭", "words": "文案"}]
        said = found(profile, requirements=items)
        assert ("policy-evidence-missing", "requirement/10") in said
        assert ("policy-evidence-missing", "requirement/14") not in said
        assert said["addressed-without-evidence", "requirement/14"].rulings[0].evidence == ("認証の写し",)
        given = [{**item, "evidence": ["写し"]} for item in items]
        assert not {code for code, _ in found(profile, requirements=given)} & {
            "policy-evidence-missing",
            "addressed-without-evidence",
        }


class TestAnOwnItem:
    def test_is_open_until_a_dossier_names_it(self) -> None:
        profile = policy(
            own_requirements=[{"number": 101, "text": "国内で処理すること", "standing": "必須"}],
            own_clauses=[{"number": 101, "text": "再委託の承認を得ること"}],
        )
        said = found(profile)
        assert said["open-own-item", "sheet-row/101"].severity is Severity.ERROR
        assert said["open-own-item", "clause/101"].severity is Severity.WARNING
        assert said["open-own-item", "clause/101"].citation == profile.citation
        assert not {"rows-without-headline"} & {code for code, _ in said}
        assert ("open-clause", "clause/101") not in said
        done = found(
            profile,
            requirements=[{"id": "#101", "words": "文案"}],
            clauses=[{"id": "101", "set_aside": "再委託しない"}],
        )
        assert "open-own-item" not in {code for code, _ in done}

    def test_is_not_asked_for_where_its_conditions_are_not_met_or_it_is_out_of_scope(self) -> None:
        own = {"number": 101, "text": "国内で処理すること"}
        for more in ({"when": {"forms": ["請負"]}}, {"standing": "対象外", "reason": "今年度は求めない"}):
            assert "open-own-item" not in {code for code, _ in found(policy(own_requirements=[own | more]))}

    def test_stands_in_reports_by_its_words(self) -> None:
        profile = policy(own_requirements=[{"number": 101, "text": "国内で処理すること"}])
        edition = profile.extend(EDITION)
        dossier = ap.dossiers.from_data(DOSSIER, edition=edition)
        assessment = ap.dossiers.determine(dossier, edition)
        report = ap.export.to_markdown(assessment, dossier, ap.check(dossier, edition, profile))
        assert "国内で処理すること" in report


class TestAWaiver:
    CLAUSE: ClassVar[dict[str, str]] = {
        "code": "open-clause",
        "subject": "clause 6",
        "reason": "別の契約",
        "post": "官房長",
    }

    @pytest.mark.parametrize(
        ("on", "effect"),
        [
            ("2026-03-31", Effect.WAIVED),
            ("2026-04-01", Effect.WAIVER_LAPSED),
            ("2026-04-02", Effect.WAIVER_LAPSED),
            (None, Effect.WAIVER_UNDATED),
        ],
    )
    def test_holds_until_the_day_on_which_it_lapses(self, on: str | None, effect: Effect) -> None:
        profile = policy(waivers=[self.CLAUSE | {"lapses": LATER}])
        finding = found(profile, on=on)["open-clause", "clause/6"]
        [ruling] = finding.rulings
        assert (ruling.effect, ruling.post, ruling.lapses) == (effect, "官房長", datetime.date(2026, 4, 1))
        assert finding.is_set_aside is (effect is Effect.WAIVED)
        assert not found(profile, on=on)["open-clause", "clause/7"].rulings

    def test_is_for_one_project_by_its_title(self) -> None:
        for project, meant in (("窓口案内", True), ("窓口案内 ", True), ("別の案件", False)):
            profile = policy(waivers=[self.CLAUSE | {"lapses": LATER, "project": project}])
            assert found(profile)["open-clause", "clause/6"].is_set_aside is meant

    def test_that_names_no_subject_is_refused_where_findings_differ_in_it(self) -> None:
        waiver = Waiver(FindingCode("open-clause"), "別の契約", "官房長", datetime.date(2026, 4, 1))
        profile = attrs.evolve(policy(), waivers=(waiver,))
        with pytest.raises(InvalidProfile, match="/waivers/0/subject: there is a finding 'open-clause' for each"):
            ap.check(ap.dossiers.from_data(DOSSIER), EDITION, profile)

    def test_of_an_own_item_is_for_that(self) -> None:
        profile = policy(
            own_clauses=[{"number": 101, "text": "承認を得ること"}],
            waivers=[{**self.CLAUSE, "code": "open-own-item", "subject": "clause/101", "lapses": LATER}],
        )
        assert found(profile)["open-own-item", "clause/101"].is_set_aside


class TestAWaiverOfARiskCase:
    CASES: ClassVar = [
        {"happened": "誤った案内", "id": "R8-1", "reports": [{"to": "caio"}]},
        {"happened": "差別的な出力", "id": "R8-2", "reports": [{"to": "caio"}]},
        {"happened": "情報の漏洩", "reports": [{"to": "caio"}]},
    ]
    CAUSE: ClassVar = {
        "code": "risk-case-without-cause",
        "reason": "提供事業者の報告を待つため",
        "post": "官房長",
        "lapses": LATER,
        "project": "窓口案内",
    }

    def waived(self, profile: Profile, cases: object) -> list[str]:
        dossier = ap.dossiers.from_data(DOSSIER | {"risk_cases": cases})
        return [each.where for each in ap.check(dossier, EDITION, profile) if each.is_set_aside]

    @pytest.mark.parametrize(("case", "where"), [("R8-1", ["/risk_cases/0"]), ("Ｒ8-2", ["/risk_cases/1"]), ("9", [])])
    def test_is_for_the_case_that_it_names_and_for_no_other(self, case: str, where: list[str]) -> None:
        assert self.waived(policy(waivers=[self.CAUSE | {"case": case}]), self.CASES) == where

    def test_is_for_no_case_where_two_bear_its_id_in_a_dossier_that_was_never_read(self) -> None:
        profile = policy(waivers=[self.CAUSE | {"case": "R8-1"}])
        dossier = ap.dossiers.from_data(DOSSIER | {"risk_cases": self.CASES[:1]})
        twice = attrs.evolve(dossier, risk_cases=dossier.risk_cases * 2)
        assert not any(each.is_set_aside for each in ap.check(twice, EDITION, profile))

    def test_has_to_name_its_case_and_the_project_of_the_case(self) -> None:
        assert refused(
            waivers=[
                self.CAUSE,
                {name: each for name, each in self.CAUSE.items() if name != "project"} | {"case": "R8-1"},
                self.CAUSE | {"code": "no-disclosure", "case": "R8-1"},
                self.CAUSE | {"case": " ", "project": "　"},
            ]
        ) == [
            ("case-missing", "/waivers/0/case"),
            ("case-without-project", "/waivers/1/project"),
            ("case-needless", "/waivers/2/case"),
            ("blank", "/waivers/3/project"),
            ("blank", "/waivers/3/case"),
        ]

    def test_needs_an_id_that_no_other_case_of_the_dossier_bears(self) -> None:
        cases = [{"happened": "誤った案内", "id": each} for each in ("R8-1", "R8-2", "Ｒ8-1 ")]
        with pytest.raises(ap.errors.InvalidDossier) as refusal:
            ap.dossiers.from_data(DOSSIER | {"risk_cases": cases, "x": 1})
        assert [(each.code, each.where) for each in refusal.value.problems] == [
            ("unknown-key", "/x"),
            ("id-repeated", "/risk_cases/2/id"),
        ]


class TestABadProfile:
    def test_is_refused_for_a_title_too_long_to_be_cited(self) -> None:
        assert refused(title="方" * 1001) == [("too-long", "/title")]

    def test_is_refused_where_it_says_more_of_one_thing_than_a_finding_could_tell(self) -> None:
        weight = {"code": "no-disclosure", "severity": "note"}
        assert policy(weights=[weight] * 20).weights
        found_too_many = refused(weights=[weight] * 21, clauses=[{"id": "6"}] * 22 + [{"id": "7"}] * 20)
        assert found_too_many == [("too-many", "/clauses/21"), ("too-many", "/weights/20")]

    def test_that_says_much_of_many_findings_costs_little(self) -> None:
        """However it is made: the rulings on findings of one code and subject are made once."""
        weights = tuple(Weight(FindingCode("risk-case-without-cause"), Severity.NOTE, reason=f"{i}") for i in range(20))
        cases = [{"happened": "x", "id": str(i), "reports": [{"to": "caio"}]} for i in range(1000)]
        waivers = [TestAWaiverOfARiskCase.CAUSE | {"case": str(i)} for i in range(1000)]
        profile = attrs.evolve(policy(waivers=waivers), weights=weights)
        dossier = ap.dossiers.from_data(DOSSIER | {"risk_cases": cases})
        began = time.process_time()
        findings = ap.check(dossier, EDITION, profile)
        assert time.process_time() - began < 2
        assert sum(each.is_set_aside for each in findings) == 1000

    def test_is_refused_with_everything_wrong_at_once(self) -> None:
        assert refused(
            title=" ",
            requirements=[
                {"id": "99", "standing": "必要"},
                {"id": "⑭", "standing": "対象外", "reason": "未定"},
                "⑮",
                {"id": "⑯", "when": {"outcomes": ["中"], "phases": ["計画"], "colour": 1}},
            ],
            own_requirements=[
                {"number": 19, "text": "未定"},
                {"number": 0, "text": "求める"},
                {"number": 101, "text": "求める"},
                {"number": 101, "text": "求める"},
            ],
            weights=[{"code": "open-claus", "severity": "重い"}, {"code": "state-secrets", "severity": "note"}],
            waivers=[
                {"code": "state-secrets", "reason": "", "post": "未定", "lapses": "2026-02-30"},
                {"code": "open-clause", "reason": "試行", "post": "官房長", "lapses": LATER, "subject": "clause/99"},
            ],
        ) == [
            ("no-such-option", "/requirements/0/standing"),
            ("no-such-option", "/requirements/3/when/phases/0"),
            ("no-such-option", "/weights/0/severity"),
            ("wrong-type", "/requirements/2"),
            ("unknown-key", "/requirements/3/when/colour"),
            ("no-such-day", "/waivers/0/lapses"),
            ("record-unknown", "/requirements/0/id"),
            ("policy-without-reason", "/requirements/1/reason"),
            ("no-such-record", "/requirements/3/when/outcomes/0"),
            ("id-repeated", "/own_requirements/0/number"),
            ("blank", "/own_requirements/0/text"),
            ("row-misnumbered", "/own_requirements/1/number"),
            ("id-repeated", "/own_requirements/3/number"),
            ("no-such-code", "/weights/0/code"),
            ("not-to-weaken", "/weights/1/severity"),
            ("not-to-waive", "/waivers/0/code"),
            ("blank", "/waivers/0/reason"),
            ("blank", "/waivers/0/post"),
            ("record-unknown", "/waivers/1/subject"),
            ("blank", "/title"),
        ]

    def test_names_file_line_and_column(self, tmp_path: Path) -> None:
        file = tmp_path / "policy.toml"
        file.write_text('edition = "2025-05-27"\ntitle = "方針"\n[[weights]]\ncode = "open-claus"\nseverity = "note"\n')
        with pytest.raises(InvalidProfile) as refusal:
            profiles.load(file)
        [problem] = refusal.value.problems
        assert (problem.file, problem.line, problem.code) == (str(file), 4, "no-such-code")
        assert "「open-clause」の誤りではないか" in problem.text.ja

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            ([], "wrong-type"),
            ({"edition": 1, "title": "方針"}, "wrong-type"),
            ({"edition": "2020-01-01", "title": "方針"}, "no-such-edition"),
            ({"edition": "2020-01-01", "title": "方針", "x": 1}, "no-such-edition"),
            (BARE | {"format": "aiprocure.dossier/1"}, "unknown-format"),
            ({"edition": "2025-05-27", "title": "一行\n二行"}, "not-one-line"),
            (BARE | {"waivers": [{}] * 1001}, "too-many"),
            (BARE | {"clauses": [{"id": "6", "evidence": ["x"] * 1001}]}, "too-many"),
            (BARE | {"clauses": [{"id": "6", "when": {"forms": ["x"] * 1001}}]}, "too-many"),
            (BARE | {"clauses": [{"id": "6", "when": {"forms": 1}, "reason": 2}]}, "wrong-type"),
            (BARE | {"clauses": {"id": "6"}}, "wrong-type"),
            (BARE | {"clauses": [{"id": "6", "evidence": [1] * 1000, "reason": 2}]}, "wrong-type"),
        ],
    )
    def test_is_refused_for_its_form(self, data: object, code: str) -> None:
        with pytest.raises(InvalidProfile) as refusal:
            profiles.from_data(data)
        assert code in {problem.code for problem in refusal.value.problems}

    def test_of_another_edition_than_the_one_given_is_refused(self) -> None:
        other = attrs.evolve(EDITION, id=EditionId("2030-01-01"))
        for data in (BARE, BARE | {"x": 1}):
            with pytest.raises(InvalidProfile, match="/edition: expected 2030-01-01"):
                profiles.from_data(data, edition=other)
        with pytest.raises(InvalidProfile, match="/edition: expected 2030-01-01"):
            ap.check(ap.dossiers.from_data(DOSSIER), other, policy())

    def test_that_is_none_is_refused(self) -> None:
        with pytest.raises(InvalidArgument, match="expected Profile, not"):
            ap.check(ap.dossiers.from_data(DOSSIER), EDITION, BARE)  # type: ignore[arg-type]  # the slip this is about

    def test_that_is_hostile_is_refused_soon(self) -> None:
        """The largest file of names that mean nothing: hints stop, and so do problems."""
        entry = {"code": "open-claus", "subject": "requirement/140", "reason": "r", "post": "p", "lapses": LATER}
        text = json.dumps(BARE | {"waivers": [entry] * 1000, "weights": [{"code": "x" * 60, "severity": "note"}] * 900})
        began = time.process_time()
        with pytest.raises(InvalidProfile) as refusal:
            profiles.loads(text, form="json")
        assert time.process_time() - began < 2
        assert refusal.value.problems[-1].code == "stopped-here"
        assert len(refusal.value.problems) == 1001


def test_an_edition_that_has_the_own_items_is_not_extended_again() -> None:
    own = (OwnItem(101, "求める"),)
    first, second = attrs.evolve(policy(), own_requirements=own), attrs.evolve(policy(), own_clauses=own)
    once = first.extend(EDITION)
    assert first.extend(once) is once
    twice = second.extend(once)
    assert twice.sources == once.sources
    assert twice.find("clause/101") == second.extend(EDITION).find("clause/101")
    with pytest.raises(InvalidProfile, match="is also at"):
        profiles.from_data(BARE | {"own_requirements": [{"number": 101, "text": "別の文言"}]}, edition=once)


def test_a_profile_sums_up() -> None:
    profile = Profile(EDITION.id, "方針", clauses=(ItemPolicy(ItemId("clause/6"), Standing.REQUIRED),))
    assert repr(profile) == "<Profile 2025-05-27 方針: 1 items, 0 own items, 0 weights, 0 waivers>"
    assert str(profile) == "方針"
    assert When(phases=(Stage.PLANNING,)) != When()


@pytest.mark.parametrize("form", ["toml", "json"])
def test_the_example_says_the_same_in_both_forms(form: str) -> None:
    profile = profiles.load(EXAMPLES / "policy.toml")
    if form == "json":
        assert profiles.loads(json.dumps(ap.encoding.to_data(profile)), form="json") == profile
    edition = profile.extend(EDITION)
    dossier = ap.dossiers.load(EXAMPLES / "helpdesk.toml", edition=edition)
    aside = {each.subject: each for each in ap.check(dossier, edition, profile) if each.is_set_aside}
    assert aside.keys() == {"requirement/5", "requirement/20"}
    [words] = word_rulings(aside["requirement/20"], Phrases("en"))
    assert words.startswith("Waived by the ministry's policy (reason: 提供事業者")
    assert "decided by: 架空省CAIO, lapses: 2026-04-01" in words


def test_a_form_that_no_dossier_could_state_is_refused() -> None:
    items = [{"id": "⑭", "standing": "必須", "when": {"forms": ["役務", " ", "請負\n役務"]}}]
    assert refused(requirements=items) == [
        ("blank", "/requirements/0/when/forms/1"),
        ("not-one-line", "/requirements/0/when/forms/2"),
    ]


def test_an_outcome_that_the_edition_does_not_have_is_refused() -> None:
    items = [{"id": "⑭", "standing": "必須", "when": {"outcomes": ["中"]}}]
    assert refused(requirements=items) == [("no-such-record", "/requirements/0/when/outcomes/0")]


def test_a_value_that_means_nothing_is_refused_alone() -> None:
    assert refused(requirements=[{"id": "⑭", "standing": "任意"}]) == [("no-such-option", "/requirements/0/standing")]


def test_what_undermines_the_determination_weighs_no_less() -> None:
    weights = [{"code": "state-secrets", "severity": "error"}]
    [finding] = [
        each
        for key, each in found(policy(weights=weights), system={"state_secrets": True}).items()
        if key[0] == "state-secrets"
    ]
    assert finding.severity is Severity.ERROR
    assert [ruling.effect for ruling in finding.rulings] == [Effect.WEIGHED]
