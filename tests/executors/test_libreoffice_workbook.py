"""A workbook that LibreOffice writes is read like any other. The program has to be there: nothing here is skipped."""

import subprocess
from pathlib import Path

from aiprocure.files.workbooks import read_workbook
from aiprocure.model.check_sheets import SheetRow

TABLE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>調達チェックシート</title></head><body><table>
<tr><td colspan="6">別紙３　調達チェックシート</td></tr>
<tr><th>要求事項<br>＃</th><th>要求事項</th><th>対策例</th><th>対策例<br>詳細</th>
    <th>裏付けとなる<br>情報の例</th><th>見出し</th></tr>
<tr><td rowspan="2">１９</td><td rowspan="2">不当な差別を<br>含まないこと</td>
    <td>回答を拒否する</td><td>ー</td><td>技術資料</td><td rowspan="2">⑭</td></tr>
<tr><td>試験をする</td><td>四半期ごとに</td><td></td></tr>
<tr><td>・・・</td><td>…</td><td>…</td><td>…</td><td>…</td><td></td></tr>
<tr><td>27</td><td>データを適切な状態に保つこと</td><td></td><td></td><td></td><td>20</td></tr>
</table></body></html>
"""


def test_a_workbook_that_libreoffice_writes_is_read(tmp_path: Path) -> None:
    table = tmp_path / "sheet.html"
    table.write_text(TABLE, encoding="utf-8")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--infilter=HTML (StarCalc)",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path),
            str(table),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    workbook = read_workbook(tmp_path / "sheet.xlsx")
    first, second = (row for row in workbook.rows if isinstance(row, SheetRow))
    sheet = workbook.sheets[0].title
    assert [(row.number, row.text.ja, row.requirement, row.citation.place) for row in (first, second)] == [
        (19, "不当な差別を\n含まないこと", "14", f"{sheet}!B3"),
        (27, "データを適切な状態に保つこと", "20", f"{sheet}!B6"),
    ]
    assert [(str(each.text), str(each.detail), str(each.evidence)) for each in first.countermeasures] == [
        ("回答を拒否する", "None", "技術資料"),
        ("試験をする", "四半期ごとに", "None"),
    ]
    assert [each.citation.place for each in first.countermeasures] == [f"{sheet}!C3", f"{sheet}!C4"]
    assert (second.countermeasures, workbook.passed_over) == ((), ())
