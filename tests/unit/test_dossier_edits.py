"""What is added to a dossier that someone has written, and that nothing of it is lost."""

import json
import re
import tomllib

import pytest

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.errors import InvalidData
from aiprocure.export.dossier_edits import add_answers, add_templates
from aiprocure.export.dossier_template import to_dossier_template
from aiprocure.model.dossier import WrittenAnswer, WrittenAnswers

BARE = 'edition = "2025-05-27"  # adopted\n\n[project]\ntitle = "要約"  # 仮称\n"利用者 数" = 200\n# ここまで\n'
ON_C = WrittenAnswers({"C": WrittenAnswer("②", "保存しない")})


def continued(text: str, edition: ap.Edition) -> str:
    """A dossier with templates, which says the same and to which no more can be added."""
    dossier = dossiers.loads(text, form="toml")
    grown = add_templates(text, dossier, edition)
    assert dossiers.loads(grown, form="toml") == dossier
    assert add_templates(grown, dossier, edition) == grown
    return grown


def uncommented(text: str) -> str:
    """The text with every template made to count."""
    return re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE)


def test_a_dossier_gets_a_template_for_everything_it_does_not_say(edition: ap.Edition) -> None:
    data = tomllib.loads(uncommented(continued(BARE, edition)))
    assert data["project"] == {
        "title": "要約",
        "利用者 数": 200,
        **dict.fromkeys(("ministry", "purpose", "form", "planner", "provider", "caio"), "（未記入）"),
    }
    assert sorted(data["answers"]) == ["A", "B", "C", "D"]
    everything = tomllib.loads(uncommented(to_dossier_template(edition)))
    assert {name: data[name] for name in everything if name not in {"project", "answers"}} == {
        name: value for name, value in everything.items() if name not in {"project", "answers"}
    }


def test_a_new_dossier_has_them_all_already(edition: ap.Edition) -> None:
    for language in ("ja", "en"):
        text = to_dossier_template(edition, language=language)
        assert continued(text, edition) == text


def test_what_is_deleted_from_it_comes_back_and_nothing_else(edition: ap.Edition) -> None:
    text = to_dossier_template(edition)
    block = next(block for block in text.split("\n\n") if '#id = "sheet-row/27"' in block)
    less = text.replace(f"{block}\n\n", "")
    grown = continued(less, edition)
    assert sorted(grown.split("\n\n")) == sorted([*less.rstrip("\n").split("\n\n"), f"{block}\n"])


@pytest.mark.parametrize(
    "text",
    [
        'edition="2025-05-27"\nproject.title="x"\nanswers.A=1\nsystem.cloud=true',
        'edition="2025-05-27"\nproject={title="x"}\nanswers={A=1,B={option=2}}\nsystem={cloud=true}\nclauses=[]\n',
        'edition="2025-05-27"\r\n[project]\r\ntitle="x"\r\n[answers.A]\r\noption=1\r\n[system]\r\ncloud=true\r\n',
        '[project]\ntitle="x"\n[[requirements]]\nid="⑭"\n\n[answers]\nA=1\n',
    ],
    ids=["dotted", "inline", "crlf", "items first"],
)
def test_every_layout_is_gone_on_with(edition: ap.Edition, text: str) -> None:
    if "edition" not in text:
        text = f'edition = "2025-05-27"\n{text}'
    grown = continued(text, edition)
    data = tomllib.loads(uncommented(grown))
    assert data["phase"] == "planning"
    assert ("caio" in data["project"]) == ("ministry" in data["project"]) == ("project={" not in text)
    assert (sorted(data["answers"]) == ["A", "B", "C", "D"]) == ("answers={" not in text)
    assert bool(data["clauses"]) == ("clauses=[]" not in text)
    assert ("\r\n" in grown) == ("\r\n" in text)
    assert not re.search(r"(?<!\r)\n", grown) or "\r\n" not in text


def test_an_answer_without_a_reason_is_offered_one(edition: ap.Edition) -> None:
    text = f"{BARE}[answers.A]\noption = 1\n\n[answers.B]\noption = 2\nreason = 'x'\n"
    assert '[answers.A]\noption = 1\n#reason = ""\n\n[answers.B]' in continued(text, edition)


def test_a_headline_settles_its_rows_and_all_its_rows_settle_a_headline(edition: ap.Edition) -> None:
    rows = [row for row in edition.sheet_rows if row.requirement == "16"]
    assert len(rows) > 0
    headline = edition.find("requirement/16")
    item = '[[requirements]]\nid = "{}"\nwords = "x"\n'
    by_headline = continued(BARE + item.format(f"requirement/{headline.id}"), edition)
    by_rows = continued(BARE + "".join(item.format(f"sheet-row/{row.id}") for row in rows), edition)
    for text in (by_headline, by_rows):
        assert f'#id = "requirement/{headline.id}"' not in text
        assert not [row for row in rows if f'#id = "sheet-row/{row.id}"' in text]


def test_an_answer_is_added_behind_the_others_and_takes_the_place_of_its_template(edition: ap.Edition) -> None:
    grown = add_answers(f"{BARE}[answers]\nA = 1 # x\n\n[system]\ncloud = true\n", ON_C)
    assert grown == (
        f'{BARE}[answers]\nA = 1 # x\n\n[answers.C]\noption = "②"\nreason = "保存しない"\n\n[system]\ncloud = true\n'
    )
    text = to_dossier_template(edition)
    template = '#[answers.C]\n#option = "④"\n#reason = ""\n'
    assert add_answers(text, ON_C) == text.replace(template, '[answers.C]\noption = "②"\nreason = "保存しない"\n')


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("answers = {}", 'answers = { C = { option = "②", reason = "保存しない" } }'),
        ("answers = { A = 1 } # }", 'answers = { A = 1, C = { option = "②", reason = "保存しない" } } # }'),
        ('answers={"A"={option=1}}', 'answers={"A"={option=1}, C = { option = "②", reason = "保存しない" } }'),
    ],
)
def test_an_answer_is_added_inside_braces(answers: str, expected: str) -> None:
    before = 'edition = "2025-05-27"\nproject.title = "x"\n'
    assert add_answers(before + answers, ON_C) == before + expected


def test_in_json_the_data_is_kept_and_answers_added() -> None:
    data = {"project": {"title": "要約", "n": 1.5}, "edition": "2025-05-27", "answers": {"A": 1}}
    grown = add_answers(json.dumps(data), ON_C, form="json")
    assert json.loads(grown) == {**data, "answers": {"A": 1, "C": {"option": "②", "reason": "保存しない"}}}
    assert list(json.loads(grown)) == list(data)
    assert "要約" in grown
    del data["answers"]
    assert json.loads(add_answers(json.dumps(data), ON_C, form="json"))["answers"].keys() == {"C"}


def test_a_dossier_that_would_get_too_long_is_refused(edition: ap.Edition) -> None:
    text = f"{BARE}# {'x' * (dossiers.MOST_BYTES - 200)}\n"
    dossier = dossiers.loads(text, form="toml")
    refusal = r"^longer than 262144 bytes$"
    with pytest.raises(InvalidData, match=refusal):
        add_templates(text, dossier, edition)
    with pytest.raises(InvalidData, match=refusal):
        add_answers(text, WrittenAnswers({"C": WrittenAnswer(1, "y" * 200)}))


@pytest.mark.parametrize(
    ("written", "added"),
    [
        ("", ["planner", "caio"]),
        ("[judgements.planner]\nby = '課長'\n", ["caio"]),
        ("[judgements]\ncaio = { by = '官房長' }\n", ["planner"]),
        ("[judgements.planner]\n[judgements.caio]\n", []),
    ],
)
def test_a_judgement_that_is_not_there_is_added_beside_the_other(
    edition: ap.Edition, written: str, added: list[str]
) -> None:
    grown = continued(BARE + written, edition)
    assert [name for name in ("planner", "caio") if grown.count(f"[judgements.{name}]") > written.count(name)] == added
    assert dossiers.loads(grown, form="toml") == dossiers.loads(BARE + written, form="toml")


@pytest.mark.parametrize(
    "written", ["judgements = { planner = { by = '課長' } }\n", "judgements.planner.by = '課長'\n"]
)
def test_judgements_in_one_place_are_left_as_they_are(edition: ap.Edition, written: str) -> None:
    text = written + BARE
    grown = continued(text, edition)
    assert "[judgements" not in grown
    assert dossiers.loads(grown, form="toml") == dossiers.loads(text, form="toml")
