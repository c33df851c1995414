"""Writes the page on what of the source is carried, and which checks act on what is carried."""

import sys
from collections import Counter
from pathlib import Path

import aiprocure as ap
from aiprocure.errors import Text
from aiprocure.model.citation import Provenance
from aiprocure.model.records import Entry, entries_of
from aiprocure.reports.phrases import Phrases

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from passages import Passage, passages, titles  # noqa: E402  # found in the folder of the tests

PAGE = ROOT / "docs" / "source.md"
EDITION = "2025-05-27"
FAMILIES = ("scope", "duty", "report", "consequence", "neighbour", "mitigation")
LONGEST = 40
BEGINNING = """# 出典と記録、記録と点検

この頁は、出典（資料4）の全ての箇所について、それを収録した記録があるか、なければなぜないかを数え、収録した記録の一つ一つについて、どの点検が働くか、働かないならなぜかを示します。どちらの表もデータから作り、試験で確かめています。

## 出典の頁と記録

出典は文字を抽出したもので、全部で{passages}箇所に分けました。記録が言葉をそのまま収録しているものが{carried}、図から読み取った記録があるものが{figures}、記録のないものが{none}です。記録のないものは、表題や欄の名前などの見出しが{heading}、頁番号などの紙面の体裁が{furniture}、抽出で文字が失われた箇所が{garbled}です。一箇所ごとの表は `tests/conformance/passages.toml` にあり、つなぐと出典そのものになります。

記録が一つもない頁は、{empty}です。文字の抽出で内容が失われており、何が書かれていたかは分かりません。19頁と20頁も内容は失われており、文書の名前と掲載場所だけが残っています。

The source has {passages} passages. Records hold the words of {carried}; {figures} are figures from which records were read; {none} have none: {heading} headings, {furniture} pieces of page furniture, and {garbled} that the extraction lost. The pages without any record are {empty_en}; what they said is lost. Of pages 19 and 20 only the name of a document and its addresses are left.

| 頁 | 表題 | 記録のある箇所 | 図から読んだ箇所 | 見出し | 体裁 | 失われた文字 |
|---|---|---|---|---|---|---|
"""  # noqa: E501  # a paragraph is one line
MIDDLE = """
## 記録と点検

対象範囲に関する定め、対応事項、報告、判定後の対応、関連する制度等、リスク軽減策のうち、出典が述べているものの全てです。点検の意味は[点検の指摘](findings.md)にあります。{checked}件に点検があり、{unchecked}件にはありません。点検のない理由は、本ライブラリの言葉です。

```python
import aiprocure as ap

edition = ap.editions.load("2025-05-27")
assert ap.checks_of(edition, "report/risk-case-to-caio").checks == ("risk-case-not-reported", "report-before-risk-case")
assert str(ap.checks_of(edition, "duty/caio-education").why_none).startswith("府省庁全体の対応事項")
```

`aiprocure show` も、記録とともに同じことを示します。

```console
$ aiprocure show mitigation A-1
...
この記録を指すもの
  remark mitigations-not-tied  ガイドライン上対応関係は明確ではないが、...
...
この記録に係る点検
  open-requirement  調達チェックシートの項目「…」について、対応及び適用しない理由のいずれも記載がない。
...
```

Every record that the source states of scope, duties, reporting, consequences, neighbours and mitigations, with the checks that act on it, or why none does: {checked} have checks, {unchecked} have none. The reasons are ours.
"""  # noqa: E501  # a paragraph is one line


def page() -> str:
    """The page: what is carried of each page of the source, and a table of checks for each family of records."""
    edition = ap.editions.load(EDITION)
    given = passages()
    kinds = Counter(kind_of(passage) for passage in given)
    empty = [str(page) for page in sorted({each.page for each in given}) if is_empty(given, page)]
    numbers = {kind: kinds[kind] for kind in ("carried", "figures", "heading", "furniture", "garbled")}
    none = sum(kinds[kind] for kind in ("heading", "furniture", "garbled"))
    words = {
        "empty": "と".join(f"{each}頁" for each in empty),
        "empty_en": " and ".join(empty),
        "none": none,
        "passages": len(given),
    }
    entries = {family: stated(edition, family) for family in FAMILIES}
    checked = [bool(ap.checks_of(edition, each.reference).checks) for held in entries.values() for each in held]
    return "".join(
        [
            BEGINNING.format(**numbers, **words),
            *(page_row(given, page) for page in sorted({each.page for each in given})),
            MIDDLE.format(checked=checked.count(True), unchecked=checked.count(False)),
            *(family_table(edition, family, held) for family, held in entries.items()),
        ]
    )


def kind_of(passage: Passage) -> str:
    """How a passage is accounted for."""
    return passage.none or ("figures" if passage.figure else "carried")


def is_empty(given: tuple[Passage, ...], page: int) -> bool:
    """Whether no record carries anything of a page."""
    return all(passage.none for passage in given if passage.page == page)


def page_row(given: tuple[Passage, ...], page: int) -> str:
    """What is carried of a page of the source, as a row."""
    kinds = Counter(kind_of(passage) for passage in given if passage.page == page)
    counts = [str(kinds[kind] or "") for kind in ("carried", "figures", "heading", "furniture", "garbled")]
    return f"| {page} | {titles().get(page, '（失われている）')} | {' | '.join(counts)} |\n"


def stated(edition: ap.Edition, family: str) -> list[Entry]:
    """The records of a family that the source states."""
    held = [entry for entry in entries_of(edition) if entry.family == family]
    return [entry for entry in held if getattr(entry.record, "citation").provenance is Provenance.STATED]  # noqa: B009


def family_table(edition: ap.Edition, family: str, held: list[Entry]) -> str:
    """The records of a family with the checks that act on each, or why none does, as a table."""
    rows = "".join(record_row(edition, entry) for entry in held)
    named = Text(Phrases("ja").family(family), Phrases("en").family(family))
    header = "| 記録 | 言葉 | 点検、又はない理由 | Why none |\n|---|---|---|---|\n"
    return f"\n### {named.ja} / {named.en}\n\n{header}{rows}"


def record_row(edition: ap.Edition, entry: Entry) -> str:
    """A record with the checks that act on it, or why none does, as a row."""
    found = ap.checks_of(edition, entry.reference)
    words = str(entry.record.text) if hasattr(entry.record, "text") else ""
    short = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    told = "、".join(f"`{code}`" for code in found.checks) or f"なし：{found.why_none}"
    reason = found.why_none.in_language("en") if found.why_none else ""
    return f"| `{entry.family}/{entry.record.id}` | {short.replace('|', '&#124;')} | {told} | {reason} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
