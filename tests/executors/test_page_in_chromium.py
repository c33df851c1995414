"""The page, filled in by clicks in Chromium. The program has to be there: nothing here is skipped."""

import json
import socket
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.engine import reopenings
from aiprocure.errors.text import Text
from aiprocure.export import to_page
from aiprocure.model.axes import Axis, AxisId, OptionId
from aiprocure.model.edition import Edition
from aiprocure.model.rules import Condition, RuleId
from chromium_pages import Page, open_page
from executed import EDITIONS, Comparing, State, states_of
from soak import examples
from strategies import sound_editions

ROOT = Path(__file__).parents[2]
AXE = ROOT / "build" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
MADE_UP = ROOT / "tests" / "editions"
HOSTILE = [
    "</script><script>window.hacked = 1</script>",
    "]]> --> <!-- <style> </style> </textarea> <![CDATA[",
    "\"'`><img src=x onerror='window.hacked = 1'>",
    "{edition} {value} {{}} $& $1 \\u003c \\",
    "line\nbreak\ttab",
    "長" * 10_000,
]

# Click some options of a page that is not filled in, and tell what it then shows.
CLICK = """
    const ids = (selector, name) => [...document.querySelectorAll(selector)].map((each) => each.dataset[name]);
    const countsIn = (part) => Object.fromEntries([...part.querySelectorAll('[data-count]')]
        .map((each) => [each.dataset.outcome, Number(each.dataset.count)]));
    const seen = [];
    for (const options of data.states) {
        document.getElementById('clear').click();
        for (const option of options) document.querySelector(`[data-option="${option}"]`).click();
        const sets = [...document.querySelectorAll('fieldset')];
        seen.push({
            checked: ids('input:checked', 'option').sort(),
            outcome: document.getElementById('outcome').dataset.outcome,
            verdict: document.getElementById('verdict').textContent,
            counts: countsIn(document.getElementById('certainty')),
            row: document.querySelector('[data-row]')?.dataset.row ?? null,
            disputes: ids('#row [data-reading]', 'reading'),
            next: ids('#next:not([hidden]) [data-axis]', 'axis'),
            first: sets.filter((set) => set.closest('#asked') && !set.querySelector(':checked'))
                .map((set) => set.dataset.axis),
            needless: sets.filter((set) => set.dataset.needless === 'true').map((set) => set.dataset.axis).sort(),
            reasons: ids('#reasons:not([hidden]) [data-reason]', 'reason'),
            routes: [...document.querySelectorAll('#routes:not([hidden]) [data-route]')]
                .map((each) => [each.dataset.route, each.dataset.disputed, countsIn(each)]),
            path: ids('#path li[data-axis]', 'axis'),
            taken: document.querySelectorAll('#path .ja [data-box][data-state=taken]').length,
            follows: document.getElementById('follows').hidden ? 0 : document.querySelectorAll('#follows li').length,
        });
    }
    return seen;
"""


# Try whatever would reach another program, or run what is not in the page, and tell what was refused.
TRY = """
    const refused = [];
    addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    const there = `127.0.0.1:${data.port}/`;
    const attempts = [
        () => { new Image().src = `http://${there}x.png`; },
        () => fetch(`http://${there}`),
        () => navigator.sendBeacon(`http://${there}`, 'x'),
        () => new WebSocket(`ws://${there}`),
        () => new Worker('data:text/javascript,1'),
        () => { document.body.innerHTML = 'x'; },
    ];
    for (const attempt of attempts) try { await attempt(); } catch { /* refused */ }
    await new Promise((after) => setTimeout(after, 100));
    return {refused, body: document.body.children.length > 1};
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A Chromium, shared by the tests of this file."""
    with open_page(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


def show(page: Page, folder: Path, edition: Edition) -> None:
    """Open the page of an edition."""
    file = folder / "判定.html"
    file.write_text(to_page(edition), encoding="utf-8", newline="")
    page.messages.clear()
    page.requests.clear()
    page.open(file)


def expected(edition: Edition, options: tuple[str, ...]) -> dict[str, object]:
    """What the engine makes of some options, as the page shows it."""
    axes: dict[str, str] = {option.id: axis.id for axis in edition.axes for option in axis.options}
    partial = edition.partial_answers(**{axes[option]: option for option in options})
    exploration = ap.explore(edition, partial)
    settled = exploration.possible[0] if exploration.settled else None
    assessment = ap.assess(edition, edition.answers(**partial)) if len(partial) == len(edition.axes) else None
    return {
        "checked": sorted(options),
        "outcome": settled.id if settled else "",
        "counts": {} if settled else dict(exploration.counts),
        "row": assessment.rule.id if assessment else None,
        "disputes": list(exploration.disputed_by),
        "next": [axis.id for axis in exploration.ask_next],
        "first": [axis.id for axis in exploration.ask_next[:1]],
        "needless": sorted(axis.id for axis in exploration.irrelevant),
        "routes": _routes(exploration, assessment),
        "follows": sum(settled.id in each.outcomes for each in edition.consequences) if settled else 0,
        **({"reasons": _reasons(assessment), "path": [step.axis.id for step in assessment.path]} if assessment else {}),
        **({"taken": len(assessment.path) + 1} if assessment else {}),
    }


def _routes(exploration: ap.Exploration, assessment: ap.Assessment | None) -> list[list[object]]:
    """What leads to the lightest outcome once another one is settled: who disputes it then, or what is then open."""
    lightest = exploration.edition.outcomes[0]
    if not exploration.settled or exploration.possible == (lightest,):
        return []
    if assessment:
        return [
            [" ".join(change.option.id for change in route.changes), " ".join(route.disputed_by), {}]
            for route in ap.routes(assessment, to=lightest.id)
        ]
    return [
        [" ".join(option.id for option in each.changes), "", dict(each.after.counts)]
        for each in reopenings(exploration, to=lightest.id)
    ]


def _reasons(assessment: ap.Assessment) -> list[str]:
    return [" ".join(option.id for option in reason) for reason in ap.explain(assessment) if reason]


def require_alike(page: Page, folder: Path, edition: Edition, states: list[State]) -> list[str]:
    """Compare what the page shows with what the engine says, and return the outcomes that it shows."""
    show(page, folder, edition)
    clicked = [tuple(option for option in state if option) for state in states]
    seen = page.run(CLICK, states=clicked)
    assert len(seen) == len(states)
    for options, shown in zip(clicked, seen, strict=True):
        wanted = expected(edition, options)
        assert {name: shown[name] for name in wanted} == wanted, options
        assert bool(shown["outcome"]) == (shown["verdict"] != "判定はまだ定まらない。")
    assert page.messages == []
    assert page.requests == [(folder / "判定.html").as_uri()]
    return [shown["outcome"] for shown in seen]


@pytest.mark.parametrize("name", EDITIONS)
def test_every_state_shows_what_the_engine_says(name: str, page: Page, tmp_path: Path, compare: Comparing) -> None:
    edition, states = EDITIONS[name], states_of(EDITIONS[name])
    shown = require_alike(page, tmp_path, edition, states)
    settled = (expected(edition, tuple(filter(None, state)))["outcome"] for state in states)
    compare(f"Chromium {page.version}", edition, states, shown, settled)


def test_the_smallest_edition_too(page: Page, tmp_path: Path) -> None:
    edition = ap.editions.read(MADE_UP / "smallest")
    require_alike(page, tmp_path, edition, states_of(edition))


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_a_generated_edition_too(page: Page, tmp_path: Path, data: st.DataObject) -> None:
    edition = data.draw(sound_editions())
    states = states_of(edition)
    require_alike(page, tmp_path, edition, states[:: max(1, len(states) // 100)])


def fill(page: Page, *options: str) -> None:
    """Click some options."""
    page.run("for (const id of data.options) document.querySelector(`[data-option=${id}]`).click()", options=options)


def save(page: Page) -> bytes:
    """What the page saves."""
    page.run("document.getElementById('save').click()")
    return page.take_saved()


def load(page: Page, folder: Path, content: bytes) -> str:
    """Load a file, and return what the page says of it."""
    file = folder / "x.json"
    file.write_bytes(content)
    page.run("document.getElementById('told').textContent = ''")
    page.choose_file("#load", file)
    said: str = page.run(
        "const told = document.getElementById('told');"
        "while (!told.textContent) await new Promise((after) => requestAnimationFrame(after)); return told.textContent"
    )
    return said


@pytest.mark.parametrize("options", [(), ("C2",), ("A1", "B2", "C3", "D1")])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(
    width: int, options: tuple[str, ...], page: Page, edition: Edition, tmp_path: Path
) -> None:
    page.resize(width, 900)
    show(page, tmp_path, edition)
    fill(page, *options)
    page.call("Runtime.evaluate", expression=AXE.read_text(encoding="utf-8"))
    for language in ("ja", "en"):
        page.run("document.querySelector(`[data-language=${data.language}]`).click()", language=language)
        found = page.run(
            "return (await axe.run()).violations.map((each) => [each.id, each.nodes.map((one) => one.html)])"
        )
        assert found == []


def test_nothing_is_fetched_or_sent_whatever_is_tried(page: Page, edition: Edition, tmp_path: Path) -> None:
    show(page, tmp_path, edition)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        tried = page.run(TRY, port=server.getsockname()[1])
        with pytest.raises(BlockingIOError):
            server.accept()
    assert {"img-src", "connect-src", "require-trusted-types-for"} <= set(tried["refused"])
    assert tried["body"]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_what_an_edition_says_stays_text(words: str, page: Page, edition: Edition, tmp_path: Path) -> None:
    text = Text(words, words)
    axes = tuple(
        attrs.evolve(
            axis,
            text=text,
            question=text,
            note=text,
            options=tuple(attrs.evolve(each, text=text) for each in axis.options),
        )
        for axis in edition.axes
    )
    outcomes = tuple(attrs.evolve(outcome, text=text, meaning=text) for outcome in edition.outcomes)
    readings = tuple(attrs.evolve(reading, text=text) for reading in edition.readings)
    called = attrs.evolve(edition, text=text, axes=axes, outcomes=outcomes, readings=readings)
    show(page, tmp_path, called)
    fill(page, "A1", "B2", "C3", "D1")
    shown = page.run("""
        const texts = ['#axis-0 legend .ja', '#axis-0 .option .en', '#row [data-reading]', '#verdict'];
        return {
            texts: texts.map((each) => document.querySelector(each).textContent),
            wide: document.documentElement.scrollWidth > innerWidth, hacked: window.hacked ?? null,
            elements: document.querySelectorAll('img, script:not(:nth-last-of-type(-n + 2))').length,
        };
    """)
    for each in shown.pop("texts"):
        assert words in each
    assert shown == {"wide": False, "hacked": None, "elements": 0}
    assert page.messages == []


def test_a_dossier_is_saved_as_every_command_reads_it(page: Page, edition: Edition, tmp_path: Path) -> None:
    show(page, tmp_path, edition)
    fill(page, "C3", "A4")
    page.run(
        """
        const type = (field, text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})); };
        type(document.getElementById('title'), data.title);
        type(document.querySelector('#axis-2 textarea'), data.reason);
    """,
        title="議事録の要約 </script>",
        reason='一行目\n"二行目"',
    )
    written = save(page)
    dossier = ap.dossiers.loads(written, form="json")
    assert dossier.project.title == "議事録の要約 </script>"
    assert dossier.answers.options == {"A": "A4", "C": "C3"}
    assert dossier.answers.reasons == {"C": '一行目\n"二行目"'}
    page.run("document.getElementById('clear').click()")
    assert load(page, tmp_path, written).startswith("読み込んだ：x.json。")
    assert page.run("return document.querySelector('#axis-2 textarea').value") == '一行目\n"二行目"'
    assert save(page) == written


def test_what_the_page_does_not_ask_for_is_kept(page: Page, edition: Edition, tmp_path: Path) -> None:
    show(page, tmp_path, edition)
    for file in sorted((ROOT / "examples" / "dossiers").glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        before = ap.dossiers.from_data(data)
        content = json.dumps(data, default=str).encode()
        assert load(page, tmp_path, content).startswith("読み込んだ")
        after = ap.dossiers.loads(save(page), form="json")
        assert after.answers.options == edition.partial_answers(**before.answers.options)
        assert attrs.evolve(after, answers=before.answers) == before


@pytest.mark.parametrize(
    "written", ["A1", 1, 1.0, "①", "❶", "Ａ１", " public ", "国民等による府省庁外利用", "2", "④", "未定"]
)
def test_an_option_may_be_written_as_elsewhere(written: object, page: Page, edition: Edition, tmp_path: Path) -> None:
    show(page, tmp_path, edition)
    data = {"edition": edition.id, "project": {"title": "x"}, "answers": {"users": written}}
    assert load(page, tmp_path, json.dumps(data).encode()).startswith("読み込んだ")
    option = edition.axes[0].read(written)
    assert option
    assert ap.dossiers.loads(save(page), form="json").answers.options == {"A": option.id}


REFUSED = {
    "JSON として読めない": b"[1, 2",
    "UTF-8 の JSON": b'{"edition": "\xff"}',
    "262144バイトを超えている": b" " * 262_145,
    "「JSON」は、名前と値の組（{…}）": b"[]",
    "「project」は、名前と値の組": b'{"edition": "2025-05-27", "project": "x"}',
    "版（edition）の記載がない": b'{"project": {"title": "x"}}',
    "版が異なれば、軸、選択肢又は判定の行が異なり得るため": b'{"edition": "2099-01-01", "project": {"title": "x"}}',
    "「o/1」は、案件書類の形式ではない": b'{"format": "o/1", "edition": "2025-05-27", "project": {"title": "x"}}',
    "件名は、見えない文字のない一行": b'{"edition": "2025-05-27", "project": {"title": "x\\u200b"}}',
    "件名は、": b'{"edition": "2025-05-27", "project": {}}',
    "「edition」が二度": b'{"edition": "2025-05-27", "\\u0065dition": "2025-05-27", "project": {"title": "x"}}',
    "100段": b'{"edition": "2025-05-27", "project": {"title": "x"}, "x": ' + b"[" * 101 + b"]" * 101 + b"}",
    "9007199254740993は大きすぎ": b'{"edition": "2025-05-27", "project": {"title": "x", "n": 9007199254740993}}',
    "「answers」は": b'{"edition": "2025-05-27", "project": {"title": "x"}, "answers": ["A1"]}',
}
BAD_ANSWERS: dict[str, object] = {
    "「Z」という軸はない。次から選ぶこと：A、B、C、D。": {"Z": 1},
    "「__proto__」という軸はない": {"__proto__": {"option": 1}},
    "軸Aに二度": {"A": 1, "users": 1},
    "軸Dに「9」という選択肢はない。次から選ぶこと：D1、D2、D3。": {"D": 9},
    "軸Dに「true」": {"D": True},
    "軸Dに「」": {"D": {"reason": "x"}},
    "軸Aの回答には、": {"A": {"option": 1, "resaon": "x"}},
    "軸Bの回答には、": {"B": {"option": 1, "reason": 3}},
    "軸Cの回答には、": {"C": {"option": 1, "reason": "\u202e"}},
}


def test_a_file_that_cannot_be_used_is_refused_in_words(page: Page, edition: Edition, tmp_path: Path) -> None:
    show(page, tmp_path, edition)
    fill(page, "C2")
    head = {"edition": edition.id, "project": {"title": "x"}}
    answers = {words: json.dumps({**head, "answers": each}).encode() for words, each in BAD_ANSWERS.items()}
    for words, content in {**REFUSED, **answers}.items():
        said = load(page, tmp_path, content)
        assert said.startswith("受け付けられない。")
        assert words in said
        with pytest.raises(ap.errors.InvalidDossier) if b"9007199254740993" not in content else nullcontext():
            ap.dossiers.loads(content, form="json", edition=edition)
    several = load(page, tmp_path, json.dumps({**head, "answers": {"D": 9, "Z": 1}}).encode())
    assert "軸D" in several
    assert "「Z」" in several
    assert page.run("return [...document.querySelectorAll(':checked')].map((each) => each.dataset.option)") == ["C2"]
    assert page.messages == []


FOCUSED = "return document.activeElement.dataset.option ?? document.activeElement.id"


def tab_to(page: Page, option: str) -> None:
    """Go from field to field until an option has the focus."""
    for _ in range(20):
        if page.run(FOCUSED) == option:
            return
        page.press("Tab", 9)
    pytest.fail(f"the key does not lead to {option}")


@pytest.mark.parametrize(
    "part",
    [
        b'{"edition": "2025-05-27", "project": {"title": "%s"}}' % (b" " * 262_000),
        b'{"edition": "2025-05-27", "project": {"title": "%s"}}' % (b"\\u0041" * 43_000),
        b'{"edition": "2025-05-27", "project": {"title": "x"}, "answers": {"A": "%s"}}' % (b"A" * 262_000),
        b'{"x": %s1%s}' % (b"[" * 131_000, b"]" * 131_000),
        b'{"x": [%s1]}' % (b"1," * 131_000),
        b'{"x": "%s' % (b'\\"' * 131_000),
    ],
    ids=range(6),
)
def test_a_hostile_file_is_answered_within_a_second(part: bytes, page: Page, edition: Edition, tmp_path: Path) -> None:
    show(page, tmp_path, edition)
    start = page.run("return performance.now()")
    assert load(page, tmp_path, part)
    assert page.run("return performance.now()") - start < 1_000
    assert page.messages == []


def test_it_can_be_filled_in_by_keys_alone(page: Page, edition: Edition, tmp_path: Path) -> None:
    show(page, tmp_path, edition)
    tab_to(page, "B1")
    page.press(" ", 32, " ")
    page.press("ArrowDown", 40)
    assert page.run(FOCUSED) == "B2"
    tab_to(page, "C1")
    page.press(" ", 32, " ")
    assert page.run("return document.getElementById('outcome').dataset.outcome") == "high"
    page.press("ArrowDown", 40)
    assert page.run(FOCUSED) == "C2"
    assert page.run("return document.getElementById('outcome').dataset.outcome") == ""
    assert page.run("return [...document.querySelectorAll('#next [data-axis]')].map((each) => each.dataset.axis)") == [
        "A",
        "D",
    ]


def test_undecided_is_told_apart_from_unanswered(page: Page, edition: Edition, tmp_path: Path) -> None:
    show(page, tmp_path, edition)
    status = "return document.querySelector('#axis-2 .status').textContent"
    assert "未回答" in page.run(status)
    fill(page, "C4")
    assert "「未定」と回答した。" in page.run(status)
    page.run("document.querySelector('#axis-2 button').click()")
    assert "未回答" in page.run(status)
    assert page.run("return document.activeElement.dataset.option") == "B1"


def test_it_is_printed_as_the_sheet(page: Page, edition: Edition, tmp_path: Path) -> None:
    show(page, tmp_path, edition)
    fill(page, "C2", "A3")
    file = tmp_path / "判定.pdf"
    file.write_bytes(page.paper())
    command = ["pdftotext", "-layout", str(file), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    plain = "".join(printed.split())
    questions = ["".join(axis.question.ja.split()) for axis in edition.axes]
    places = [plain.index(each) for each in questions]
    assert all("".join(option.text.ja.split()) in plain for axis in edition.axes for option in axis.options)
    assert plain.count("未回答") >= 2
    assert "案件書類を保存する" not in plain
    assert ap.encoding.fingerprint(edition) in plain
    asked = page.run("return [...document.querySelectorAll('#asked fieldset')].map((each) => each.dataset.axis)")
    assert asked == ["C", "A", "B"]
    assert places == sorted(places)


def test_the_largest_editions_answer_at_once(page: Page, tmp_path: Path) -> None:
    """Ten axes of three options: 59,049 combinations, more than a million partial states."""
    small = ap.editions.read(MADE_UP / "smallest")
    axis, rule = small.axes[0], small.rules[0]
    axes = tuple(_renamed(axis, AxisId(f"X{number}")) for number in range(10))
    risky = [frozenset(option.id for option in each.options[1:]) for each in axes]
    calm = {each.id: frozenset({each.options[0].id}) for each in axes}
    rules = tuple(
        attrs.evolve(
            rule,
            id=RuleId(f"R{number}"),
            when=Condition({**dict([*calm.items()][:number]), **({each.id: risky[number]} if each else {})}),
            outcome=small.outcomes[bool(each)].id,
        )
        for number, each in enumerate([*axes, None])
    )
    order = attrs.evolve(small.asking_order, axes=tuple(each.id for each in axes))
    show(page, tmp_path, attrs.evolve(small, axes=axes, rules=rules, asking_order=order))
    click = "document.querySelector('[data-option=X3-1]').click()"
    took = page.run(f"const start = performance.now(); {click}; return performance.now() - start")
    assert took < 10_000
    assert page.run("return document.querySelectorAll('#next [data-axis]').length") == 9


def _renamed(axis: Axis, name: AxisId) -> Axis:
    """An axis of three options under another name."""
    option = axis.options[0]
    options = tuple(
        attrs.evolve(option, id=OptionId(f"{name}-{n}"), axis=name, number=n, mark="①②③"[n - 1], slug=f"option-{n}")
        for n in (1, 2, 3)
    )
    order = attrs.evolve(axis.risk_order, lightest_first=tuple((each.id,) for each in options))
    return attrs.evolve(axis, id=name, slug=f"axis-{name[1:]}", options=options, risk_order=order)
