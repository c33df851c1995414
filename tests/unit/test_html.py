"""Reports as HTML and as plain text."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import attrs
import pytest

import aiprocure as ap
from aiprocure import export
from aiprocure.errors import InvalidArgument
from aiprocure.errors.text import Language, Text
from aiprocure.export import to_html, to_text
from aiprocure.model.dossier import Detail, Dossier, Project, WrittenAnswer, WrittenAnswers
from aiprocure.model.edition import EditionId
from aiprocure.model.inventory import InventorySummary

SCRIPT = "<script>alert(1)</script>"


def headings(html: str) -> list[str]:
    return [heading.text or "" for heading in ElementTree.fromstring(html).iter("h4")]


def items(html: str) -> list[str]:
    """What every item says, without the items inside it."""
    return [
        "".join("".join(part.itertext()) for part in item if part.tag != "ul") if not item.text else item.text
        for item in ElementTree.fromstring(html).iter("li")
    ]


def warnings_in(html: str) -> list[str]:
    return [strong.text or "" for strong in ElementTree.fromstring(html).iter("strong")]


@pytest.fixture
def high(edition: ap.Edition) -> ap.Assessment:
    return ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1))


@pytest.fixture
def dossier() -> Dossier:
    return ap.dossiers.from_data(
        {
            "edition": "2025-05-27",
            "project": {"title": SCRIPT, "<b>": '"><img src=x onerror=alert(1)>'},
            "answers": {"A": 1, "B": 2, "C": {"option": 3, "reason": "</li></ul></div>"}, "review": 1},
        }
    )


def test_an_assessment_tells_its_outcome_and_everything_behind_it(high: ap.Assessment) -> None:
    html = to_html(high)
    assert ElementTree.fromstring(html).findtext("p") == "高  「高リスク」に該当する可能性が高い"
    assert headings(html) == [
        "判定の経路",
        "判定を支える理由",
        "判定が定まった行と、図の別の読み",
        "「低」に至る変更",
        "リスク軽減策",
        "回答に当たっての留意点（ガイドラインの定めではない。）",
        "ガイドラインが示す対応",
        "出典",
    ]
    first = items(html).index("(1)")
    reason = ["A① 国民等による府省庁外利用", "D① 生成AIシステムの出力結果の適切さを判断せずに利活用する"]
    assert items(html)[first + 1 : first + 3] == reason
    assert "D① → D② 生成AIシステムの出力結果の適切さを判断して利活用する" in items(html)
    assert "その軸の回答だけを変えても判定が変わらない軸：B、C" in items(html)
    assert html.count("<svg ") == 1


def test_what_must_not_be_passed_over_is_strong(high: ap.Assessment) -> None:
    certainty, superseded, *readings, check = warnings_in(to_html(high, language="en"))
    assert certainty == (
        "High by the cautious reading. "
        "Another reading of the figure (reading 1, reading 2, reading 3) would decide Low."
    )
    assert superseded.startswith("Version 2.0, which replaces this edition")
    assert [reading.split(",")[1].strip() for reading in readings] == ["reading 1", "reading 2", "reading 3"]
    assert check.startswith("As the readings differ")


def test_the_lightest_outcome_needs_no_routes_and_says_what_was_not_asked(edition: ap.Edition) -> None:
    html = to_html(ap.assess(edition, edition.answers(A=3, B=2, C=2, D=1)), language="en")
    assert "Changes that lead to Low" not in headings(html)
    assert "The axes below are not asked on this path." in items(html)
    every = to_html(ap.assess(edition, edition.answers(A=2, B=2, C=2, D=2)), language="en")
    assert not any(item.startswith(("The axes below", "Axes on which")) for item in items(every))


def test_where_there_is_no_route_it_says_so(edition: ap.Edition) -> None:
    always = attrs.evolve(
        edition, rules=(attrs.evolve(edition.rules[0], when=attrs.evolve(edition.rules[0].when, sets={})),)
    )
    html = to_html(ap.assess(always, edition.answers(A=1, B=2, C=3, D=1)))
    assert "「低」に至る変更はない。" in items(html)


def test_a_route_that_a_reading_disputes_says_so(edition: ap.Edition) -> None:
    reading = edition.readings[0]
    other = attrs.evolve(edition, rules=reading.rules, readings=(attrs.evolve(reading, rules=edition.rules),))
    html = to_html(ap.assess(other, edition.answers(A=1, B=1, C=3, D=1)), language="en")
    assert any(
        warning.startswith("Other readings of the figure would decide otherwise: reading 1")
        for warning in warnings_in(html)
    )


@pytest.mark.parametrize("told", [to_html, to_text])
def test_a_dossier_brings_its_title_and_its_reasons(
    told: Callable[..., str], edition: ap.Edition, high: ap.Assessment, dossier: Dossier
) -> None:
    text = told(high, dossier=dossier)
    if told is to_html:
        assert not {"script", "img"} & {element.tag for element in ElementTree.fromstring(text).iter()}
        text = "\n".join(ElementTree.fromstring(text).itertext())
    said = [line.strip() for line in text.splitlines()]
    project = said.index("案件")
    assert said[project + 1 : project + 3] == [SCRIPT, '<b>："><img src=x onerror=alert(1)>']
    assert "理由：</li></ul></div>" in text
    assert SCRIPT in told(ap.explore(edition, edition.partial_answers()), dossier=dossier) or told is to_html


def test_hostile_words_of_an_edition_show_as_text(edition: ap.Edition) -> None:
    hostile = attrs.evolve(edition, text=Text(SCRIPT))
    html = to_html(hostile)
    assert ElementTree.fromstring(html).findtext("p") == SCRIPT
    assert "<script" not in html


def test_an_exploration_tells_what_is_possible_what_to_ask_and_what_cannot_matter(edition: ap.Edition) -> None:
    html = to_html(ap.explore(edition, edition.partial_answers(C=2, A=3)))
    assert ElementTree.fromstring(html).findtext("p") == "判定はまだ定まらない。"
    assert {
        "低：3通り",
        "高：6通り",
        "C 要機密情報や個人情報の学習等の有無",
        "→ ② 機密性2情報または個人情報を取り扱うが生成AIシステムに保存および学習されない",
    } <= set(items(html))
    asked, cannot = (
        headings(html).index("次に問う軸（判定が最も早く定まる順）"),
        "ほかの回答がこのままである限り、どう回答しても判定が変わらない軸",
    )
    assert headings(html)[asked + 1] == cannot
    assert any(warning.startswith("別の読み3（") for warning in warnings_in(html))
    assert "<svg " in html


def test_an_exploration_that_is_settled_says_so_and_asks_nothing(edition: ap.Edition) -> None:
    html = to_html(ap.explore(edition, edition.partial_answers(C=1)), language="en")
    assert ElementTree.fromstring(html).findtext("p") == "High  Likely to be high-risk"
    assert headings(html)[:2] == ["Answers given", "Sufficient reasons"]
    assert {"Other readings of the figure", "What the guideline says follows"} <= set(headings(html))
    assert not [heading for heading in headings(html) if heading.startswith(("What to ask next", "Axes whose answer"))]
    [needless] = [item for item in items(html) if item.startswith("Axes that need no answer")]
    assert needless.startswith(
        "Axes that need no answer, as none would change the outcome: A Scope and type of users, B "
    )


def test_an_answer_given_that_does_not_matter_is_told_from_one_that_is_not_needed(edition: ap.Edition) -> None:
    html = to_html(ap.explore(edition, edition.partial_answers(A=1, C=1)), language="en")
    [needless] = [item for item in items(html) if item.startswith("Axes that need no answer")]
    assert "A Scope and type of users" not in needless
    assert "Axes whose answer cannot matter, given the answers to the others" in headings(html)
    assert "A Scope and type of users" in items(html)


def test_an_edition_without_rival_readings_is_told_without_them(edition: ap.Edition) -> None:
    bare = attrs.evolve(edition, readings=())
    html = to_html(ap.explore(bare, bare.partial_answers(C=1)), language="en")
    assert "Other readings of the figure" not in headings(html)


def test_an_edition_calls_its_rival_readings_by_the_numbers_that_other_reports_use(edition: ap.Edition) -> None:
    numbered = [item.partition("：")[0] for item in items(to_html(edition)) if item.startswith("読み")]
    assert numbered == ["読み1", "読み2", "読み3"]
    assert any(item.startswith("reading 3: Under both C② and C③") for item in items(to_html(edition, language="en")))


def test_an_exploration_of_nothing_says_that_nothing_was_answered(edition: ap.Edition) -> None:
    assert "(none yet)" in items(to_html(ap.explore(edition, edition.partial_answers()), language="en"))


def test_a_comparison_tells_moves_totals_and_records(edition: ap.Edition) -> None:
    redrawn = edition.with_rules(edition.find("rival-1").rules)  # type: ignore[union-attr]
    answers = edition.answers(A=1, B=2, C=3, D=1)
    html = to_html(ap.compare(edition, redrawn, inventory={answers: 7, answers.but(C=1): 2}))
    assert ElementTree.fromstring(html).findtext("p") == "回答の組合せ144通りのうち、8通りの判定が変わる。"
    assert "C③かつB②かつA①④かつD①③：高 → 低" in items(html)
    assert "案件9件のうち、7件の判定が変わる。" in items(html)
    assert "前と後は同じ版の名を持つが、一方又は両方に変更が加えられている。" in warnings_in(html)
    assert sum("Version 2.0" in warning for warning in warnings_in(html)) == 1
    assert headings(html) == ["比較の対象", "判定が変わる組合せ", "記録の違い"]
    assert {"高 → 低", "後にはない記録", "後に加わる記録"} <= set(items(html))


def test_a_proposal_is_told_from_the_guideline(edition: ap.Edition) -> None:
    changed = edition.with_rules(attrs.evolve(rule, outcome=edition.outcomes[1].id) for rule in edition.rules)
    warning = "Rows of this edition were added or changed by a user. They are not what the guideline says."
    assert warning in warnings_in(to_html(ap.assess(changed, edition.all_answers()[0]), language="en"))
    compared = to_html(ap.compare(edition, changed), language="en")
    moved = {"Before: R9: C③ & B② & A①④ & D② → Low", "After: R9: C③ & B② & A①④ & D② → High"}
    assert {"Row R9 changes.", *moved} <= set(items(compared))
    [after] = [
        item for item in ElementTree.fromstring(compared).iter("li") if (item.text or "").startswith("After: DS")
    ]
    redrawn, supplied = (strong.text or "" for strong in after.iter("strong"))
    assert redrawn.startswith("The rows are not those of the reading that this edition adopts")
    assert supplied == warning


def test_a_rival_reading_does_not_pass_as_the_official_one(edition: ap.Edition, high: ap.Assessment) -> None:
    adopted = edition.with_rules(edition.find("rival-1").rules)  # type: ignore[union-attr]
    said = (
        "判定の行は、この版が採る読みのものではない（図の別の読み、又は改める案による）。"
        "これによる判定は、ガイドラインによる判定ではない。"
    )
    for value in (adopted, ap.assess(adopted, high.answers), ap.explore(adopted, edition.partial_answers(C=2))):
        assert said in warnings_in(to_html(value))
        assert f"  {said}\n" in to_text(value)
    assert said not in to_text(high)


def test_a_comparison_names_what_is_not_shared_and_what_is_reworded(edition: ap.Edition) -> None:
    *axes, review = edition.axes
    fewer = attrs.evolve(
        review,
        options=review.options[:2],
        risk_order=attrs.evolve(review.risk_order, lightest_first=((review.options[1].id,), (review.options[0].id,))),
    )
    reworded = attrs.evolve(axes[0], text=Text("利用者"), note=Text("<i>"))
    later = attrs.evolve(edition, id=EditionId("later"), axes=(reworded, *axes[1:], fewer), superseded_by=None)
    later = attrs.evolve(
        later,
        readings=(),
        rules=tuple(
            attrs.evolve(rule, when=attrs.evolve(rule.when, sets={a: o - {"D3"} for a, o in rule.when.sets}))
            for rule in edition.rules
        ),
    )
    comparison = ap.compare(edition, later, inventory=[edition.answers(A=1, B=1, C=1, D=3)])
    html = to_html(comparison, language="en")
    assert ElementTree.fromstring(html).findtext("p") == "Combinations of answers whose outcome changes: none of 96."
    assert "Options: D3" in items(html)
    assert {"判定軸 A の文言が変わる。", "前：利用者の範囲・種別", "後：利用者"} <= set(items(to_html(comparison)))
    assert {"Axes: the wording of A (Note) changes.", "Before: (none)", "After: <i>"} <= set(items(html))
    assert any(warning.startswith("Cases that cannot be compared") for warning in warnings_in(html))


def test_a_comparison_counts_what_cannot_be_compared(edition: ap.Edition) -> None:
    without = tuple(axis for axis in edition.axes if axis.id != "C")
    order = attrs.evolve(edition.asking_order, axes=tuple(axis for axis in edition.asking_order.axes if axis != "C"))
    rule = attrs.evolve(edition.rules[0], when=attrs.evolve(edition.rules[0].when, sets={}))
    narrow = attrs.evolve(
        edition,
        axes=without,
        asking_order=order,
        rules=(rule,),
        readings=(),
        mitigations=(),
        guidance=(),
        topics=(),
        remarks=(),
    )
    html = to_html(ap.compare(edition, narrow))
    assert any(
        "判定が定まらない組合せ：8通り（うち、どう回答しても判定が変わるもの0通り）" in each
        for each in warnings_in(html)
    )
    assert "一方にだけある軸により判定が定まらない組合せ" in headings(html)


def test_that_nothing_moves_is_said_only_where_everything_could_be_compared(edition: ap.Edition) -> None:
    same = ap.compare(edition, edition)
    none = "回答の組合せ144通りのうち、判定が変わるものはない。"
    assert ElementTree.fromstring(to_html(same)).findtext("p") == none
    for certain, said in ((0, "判定が変わることの確かなものはない"), (2, "少なくとも2通りの判定が変わる")):
        open_still = ElementTree.fromstring(to_html(attrs.evolve(same, undetermined=3, certain=certain))).findtext("p")
        assert open_still == f"回答の組合せ144通りのうち、{said}。"


def test_where_nothing_can_change_the_outcome_no_answer_is_given_as_a_reason(edition: ap.Edition) -> None:
    always = attrs.evolve(edition.rules[0], when=attrs.evolve(edition.rules[0].when, sets={}))
    constant = edition.with_rules([always])
    for value in (
        ap.assess(constant, constant.answers(A=1, B=1, C=1, D=1)),
        ap.explore(constant, constant.partial_answers()),
    ):
        told = to_text(value)
        assert "判定を支える理由\n  どう回答しても、判定は同じである。\n" in told
        assert "(1)" not in told.partition("「低」に至る変更")[0]


def test_what_numbers_itself_has_no_bullet(high: ap.Assessment) -> None:
    for item in ElementTree.fromstring(to_html(high)).iter("li"):
        bare = item.get("style") == "list-style:none"
        assert bare == bool(re.fullmatch(r"\(\d+\)", item.text or ""))


def dossier_of(edition: str, **answers: int) -> Dossier:
    written = WrittenAnswers({axis: WrittenAnswer(option) for axis, option in answers.items()})
    return Dossier(EditionId(edition), Project(Detail("件名")), written)


@pytest.mark.parametrize("told", [to_html, to_text])
def test_a_dossier_that_was_answered_otherwise_is_refused(
    told: Callable[..., str], edition: ap.Edition, high: ap.Assessment
) -> None:
    with pytest.raises(InvalidArgument) as refused:
        told(high, dossier=dossier_of("2026-06-12", A=1, B=3, C=3))
    assert [(problem.code, problem.where) for problem in refused.value.problems] == [
        ("other-edition", "/edition"),
        ("other-answer", "/answers/B"),
        ("other-answer", "/answers/D"),
    ]
    assert [str(problem).partition(";")[0] for problem in refused.value.problems] == [
        "/edition: the dossier names edition '2026-06-12', not 2025-05-27",
        "/answers/B: the dossier answers B3, not B2",
        "/answers/D: the dossier answers nothing, not D1",
    ]
    with pytest.raises(InvalidArgument, match=r"^/answers/A: no option 9"):
        told(high, dossier=dossier_of("2025-05-27", A=9, B=2, C=3, D=1))
    explored = ap.explore(edition, edition.partial_answers(A=1, C=2))
    with pytest.raises(InvalidArgument, match=r"^/answers/A: the dossier answers A2, not A1"):
        told(explored, dossier=dossier_of("2025-05-27", A=2, B=2))
    assert "件名" in told(explored, dossier=dossier_of("2025-05-27", A=1, B=2))


@pytest.mark.parametrize("dossier", ["dossier.toml", {"edition": "2025-05-27"}, 0, ()])
def test_what_is_no_dossier_is_refused(high: ap.Assessment, dossier: object) -> None:
    for told in (to_html, to_text):
        with pytest.raises(InvalidArgument, match="expected Dossier, not "):
            told(high, dossier=dossier)  # type: ignore[arg-type]


def test_an_edition_tells_its_rows_and_what_it_holds(edition: ap.Edition) -> None:
    html = to_html(edition, language="en")
    assert "R9: C③ & B② & A①④ & D② → Low" in items(html)
    assert "Axes: 4" in items(html)
    assert "<svg " in html


def test_an_edition_that_nothing_superseded_warns_of_nothing(edition: ap.Edition) -> None:
    assert warnings_in(to_html(attrs.evolve(edition, superseded_by=None))) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_brings_no_script_and_refers_to_nothing_outside(high: ap.Assessment, language: Language) -> None:
    for element in ElementTree.fromstring(to_html(high, language=language)).iter():
        assert not element.tag.endswith("script")
        assert not any(name.startswith("on") or name.endswith(("href", "src")) for name in element.attrib)
        assert "url(" not in element.get("style", "")


def test_plain_text_tells_the_same_as_html(edition: ap.Edition, high: ap.Assessment) -> None:
    for value in (high, edition, ap.explore(edition, edition.partial_answers(C=2))):
        plain = [line.strip() for line in to_text(value).splitlines()]
        assert set(headings(to_html(value))) <= set(plain)
        assert [
            warning for warning in warnings_in(to_html(value)) if not any(w.startswith(warning) for w in plain)
        ] == []


@pytest.mark.parametrize("told", [to_html, to_text])
@pytest.mark.parametrize("value", [3, "high", b"high", {"A": 1}, [3], None])
def test_a_value_of_any_other_type_is_refused(told: Callable[[object], str], value: object) -> None:
    with pytest.raises(InvalidArgument, match="Finding, Change, Route, not "):
        told(value)


@pytest.mark.parametrize("told", [to_html, to_text])
@pytest.mark.parametrize("language", [["ja"], "fr", None, 1, {}])
def test_any_other_language_is_refused(told: Callable[..., str], high: ap.Assessment, language: object) -> None:
    with pytest.raises(InvalidArgument, match=r"^expected ja, en, not "):
        told(high, language=language)


def test_changes_and_routes_tell_what_they_lead_to(high: ap.Assessment) -> None:
    changes = ap.what_if(high)
    assert to_text(changes).splitlines()[1] == "  一つの軸の回答だけを変える10通りのうち、3通りで判定が変わる。"
    assert any(w.startswith("② → 低（判定が変わる）") for w in warnings_in(to_html(changes)))
    unmoved = [change for change in changes if not change.differs]
    assert to_text(unmoved).splitlines()[1] == "  一つの軸の回答だけを変える7通りのうち、判定が変わるものはない。"
    disputed = to_html(ap.what_if(ap.assess(high.edition, high.answers.but(C=1))), language="en")
    assert "Readings of the figure that would decide otherwise: 3" in warnings_in(disputed)
    routes = to_text(ap.routes(high, to="low")).splitlines()
    assert routes[:2] == [
        "「低」に至る変更",
        "  次のいずれかのとおり改めれば「低」となる（3通り。変更の少ないものから示す。）。",
    ]
    assert routes[2:4] == [
        "  (1)",
        "    A② 政府職員等による府省庁内・複数府省庁横断での利活用（共通システムでの利活用等）",
    ]
    assert to_text(ap.routes(high, to="high")) == "「高」に至る変更\n  判定は既に「高」である。"


def test_an_inventory_tells_how_many_cases_came_to_what(edition: ap.Edition) -> None:
    low, grave = edition.outcomes
    assert to_text(InventorySummary(9, 0, 0, ((low, 4), (grave, 5)))) == (
        "案件の一覧の判定\n  9件の案件を判定した。\n  低：4件\n  高：5件"
    )
    told = to_html(InventorySummary(9, 1, 2, ((low, 4), (grave, 4))))
    assert warnings_in(told) == [
        "図の別の読みでは結論が異なるもの：2件",
        "選択肢に当たらない値があり、判定していないもの：1件",
    ]


def test_tables_are_tables_with_headings(edition: ap.Edition) -> None:
    about = ap.dossiers.from_data({"edition": "2025-05-27", "project": {"title": "要約"}, "phase": "procurement"})
    html = ElementTree.fromstring(to_html(ap.check(about, edition), dossier=about))
    tables = list(html.iter("table"))
    assert tables
    for table in tables:
        heads = [head.text for head in table.iter("th")]
        assert all(head.get("scope") == "col" for head in table.iter("th"))
        assert {len(list(row)) for row in table.iter("tr")} == {len(heads)}


def test_a_format_is_imported_when_it_is_asked_for() -> None:
    assert {"to_html", "to_mermaid", "to_text", "to_svg"} <= set(dir(export))
    with pytest.raises(AttributeError, match=r"module 'aiprocure\.export' has no attribute 'to_pdf'"):
        _ = export.to_pdf
