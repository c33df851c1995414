"""An edition in the formats of others: what each says, and that nothing in an edition disturbs it."""

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import attrs
import jsonschema
import pytest
from click.testing import CliRunner

import aiprocure as ap
from aiprocure import export, proposals
from aiprocure.cli import aiprocure
from aiprocure.encoding import Vectors
from aiprocure.errors import InvalidArgument, InvalidEdition
from aiprocure.export.edition_notes import free_name
from aiprocure.export.sql import Dialect
from aiprocure.model.axes import AxisId
from aiprocure.model.edition import Edition
from hostile import PASSAGE, hostile

EDITIONS = Path(__file__).parents[1] / "editions"
FORMATS = [export.to_csv, export.to_dmn, export.to_json, export.to_tck, export.to_vectors]


def texts_in(written: str) -> str:
    """Every text of an XML document, in elements and attributes."""
    return "\n".join(
        part
        for element in ElementTree.fromstring(written).iter()
        for part in (element.text or "", *element.attrib.values())
    )


READ: dict[str, Callable[[str], str]] = {
    "to_csv": lambda written: "\n".join(cell for row in csv.reader(io.StringIO(written)) for cell in row),
    "to_dmn": texts_in,
    "to_json": lambda written: json.dumps(json.loads(written), ensure_ascii=False),
    "to_tck": texts_in,
    "to_vectors": lambda written: json.dumps(json.loads(written), ensure_ascii=False),
}


@pytest.mark.slow
@pytest.mark.parametrize("write", FORMATS)
def test_every_format_says_which_edition_it_is_and_that_a_later_one_exists(
    edition: Edition, write: Callable[[Edition], str]
) -> None:
    read = READ[write.__name__](write(edition))
    assert edition.superseded_by is not None
    for said in (edition.id, ap.encoding.fingerprint(edition), edition.superseded_by.version, "資料4"):
        assert said in read
    if write is not export.to_tck:
        assert "rival-3" in read
        assert "reconstructed" in read
    assert write(edition) == write(ap.editions.from_data(ap.encoding.to_data(edition)))


EVERY_FORMAT = """
import hashlib, json
import aiprocure as ap
from aiprocure import encoding, export
edition = ap.editions.load("2025-05-27")
written = [write(edition) for write in (export.to_page, export.to_csv, export.to_dmn, export.to_tck, export.to_vectors)]
for dialect in ("duckdb", "sqlite", "postgresql", "spark"):
    written += [write(edition, dialect=dialect) for write in (export.to_sql, export.to_sql_table)]
kinds = (ap.Answers, ap.Dossier, ap.Edition, encoding.Vectors)
written += [export.to_json(edition), *(json.dumps(export.to_json_schema(kind, edition)) for kind in kinds)]
print([hashlib.sha256(each.encode()).hexdigest() for each in written])
"""


@pytest.mark.slow
def test_every_format_has_the_same_bytes_in_every_process() -> None:
    """Whatever the order of a set or the locale is there."""
    given = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [sys.executable, "-c", EVERY_FORMAT]
    there = subprocess.run(command, env=os.environ | given, capture_output=True, text=True, check=True).stdout
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(EVERY_FORMAT, "<every format>", "exec"), {})
    assert there == printed.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("write", FORMATS)
def test_hostile_passages_survive_as_text(edition: Edition, write: Callable[[Edition], str]) -> None:
    written = write(hostile(edition))
    read = READ[write.__name__](written)
    escaped = json.dumps(PASSAGE, ensure_ascii=False)[1:-1]
    assert (escaped if write in (export.to_json, export.to_vectors) else PASSAGE) in read
    if write is export.to_csv:
        cells = [cell for row in csv.reader(io.StringIO(written)) for cell in row]
        assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@\t\r\n")]
        assert "'=" in written


@pytest.mark.parametrize("write", FORMATS)
def test_an_edition_that_is_not_sound_is_not_written(edition: Edition, write: Callable[[Edition], str]) -> None:
    with pytest.raises(InvalidEdition, match="no row decides"):
        write(attrs.evolve(edition, rules=edition.rules[1:]))


@pytest.mark.parametrize("write", FORMATS)
def test_what_is_no_edition_is_refused(write: Callable[[object], str]) -> None:
    with pytest.raises(InvalidArgument, match="expected Edition"):
        write("2025-05-27")


def test_json_is_read_back(edition: Edition) -> None:
    assert ap.editions.from_data(json.loads(export.to_json(edition))) == edition


@pytest.mark.parametrize("name", ["", "made_up_2", "smallest"])
def test_vectors_keep_to_their_schema(edition: Edition, name: str) -> None:
    of = ap.editions.read(EDITIONS / name) if name else edition
    schema = export.to_json_schema(Vectors, of)
    jsonschema.Draft202012Validator.check_schema(schema)
    vectors = json.loads(export.to_vectors(of))
    jsonschema.Draft202012Validator(schema).validate(vectors)
    vectors["decided"][0]["outcome"] = "unheard-of"
    assert not jsonschema.Draft202012Validator(schema).is_valid(vectors)


def test_the_refused_vectors_are_refused_so(edition: Edition) -> None:
    refused = json.loads(export.to_vectors(edition))["refused"]
    for vector in refused:
        with pytest.raises(ap.errors.InvalidAnswers) as caught:
            edition.answers(**vector["answers"])
        assert [{"code": each.code, "where": each.where} for each in caught.value.problems] == vector["problems"]
    codes = {problem["code"] for vector in refused for problem in vector["problems"]}
    assert codes == {"axis-missing", "axis-unknown", "no-such-option"}
    written = [json.dumps(vector["answers"], sort_keys=True) for vector in refused]
    assert len(set(written)) == len(written)


def test_what_an_edition_takes_for_an_option_is_no_refused_vector() -> None:
    smallest = ap.editions.read(EDITIONS / "smallest")
    [axis] = smallest.axes
    called_x = attrs.evolve(axis.options[1], slug=f"{axis.options[0].id}x")
    known = attrs.evolve(smallest, axes=(attrs.evolve(axis, options=(axis.options[0], called_x, *axis.options[2:])),))
    refused = [vector["answers"] for vector in json.loads(export.to_vectors(known))["refused"]]
    assert {axis.id: called_x.slug} not in refused
    assert {axis.id: None} in refused


def test_an_axis_that_there_is_not_is_refused_whatever_the_others_are_called() -> None:
    smallest = ap.editions.read(EDITIONS / "smallest")
    data = json.loads(export.to_json(smallest).replace('"Q"', '"x"'))
    del data["fingerprint"]
    refused = json.loads(export.to_vectors(ap.editions.from_data(data)))["refused"]
    assert [{"code": "axis-unknown", "where": "/xx"}] in [vector["problems"] for vector in refused]


def test_every_row_lists_every_option_so_that_a_missing_answer_has_no_outcome(edition: Edition) -> None:
    table = ElementTree.fromstring(export.to_dmn(edition))
    entries = [each.findtext("*") or "" for each in table.iter() if each.tag.endswith("inputEntry")]
    assert len(entries) == len(edition.rules) * len(edition.axes)
    assert all(re.fullmatch(r'"[A-D]\d"(,"[A-D]\d")*', entry) for entry in entries)


def test_the_result_has_a_name_of_its_own(edition: Edition) -> None:
    smallest = ap.editions.read(EDITIONS / "smallest")
    [axis] = smallest.axes
    taken = attrs.evolve(smallest, axes=(attrs.evolve(axis, id=AxisId("outcome"), slug="outcome_"),))
    assert free_name(taken, "outcome") == "outcome__"
    assert free_name(edition, "outcome") == "outcome"


@pytest.mark.parametrize("name", ["if", "in-house", "true.a", "1", "2026-x"])
def test_an_axis_whose_id_is_no_name_in_feel_is_refused(name: str) -> None:
    smallest = ap.editions.read(EDITIONS / "smallest")
    data = json.loads(export.to_json(smallest).replace('"Q"', f'"{name}"'))
    del data["fingerprint"]
    renamed = ap.editions.from_data(data)
    with pytest.raises(InvalidEdition) as caught:
        export.to_dmn(renamed)
    [problem] = caught.value.problems
    assert (problem.code, problem.where, problem.value) == ("no-feel-name", "/axes/0/id", repr(name))
    assert export.to_csv(renamed)


def test_the_cases_of_the_conformance_kit_name_the_model(edition: Edition) -> None:
    assert "<modelName>判定.dmn</modelName>" in export.to_tck(edition, model="判定.dmn")
    assert 'name="Q"' in export.to_tck(ap.editions.read(EDITIONS / "smallest"))


class TestCommand:
    @staticmethod
    def run(*words: str | Path) -> tuple[int, str, str]:
        result = CliRunner().invoke(aiprocure, ["export", *map(str, words)])
        return result.exit_code, result.stdout, result.stderr

    @pytest.mark.parametrize("write", FORMATS)
    def test_it_writes_what_the_library_returns(
        self, edition: Edition, write: Callable[[Edition], str], tmp_path: Path
    ) -> None:
        name, file = write.__name__.removeprefix("to_"), tmp_path / "file"
        code, printed, said = self.run(name, "-o", file, "--lang", "en")
        assert (code, printed, str(file) in said) == (0, "", True)
        assert file.read_text(encoding="utf-8-sig") == write(edition).replace("\r\n", "\n")
        assert file.read_bytes().startswith(b"\xef\xbb\xbf") == (name == "csv")
        shown = CliRunner().invoke(aiprocure, ["export", name]).stdout_bytes
        assert shown == file.read_bytes()
        assert shown.removeprefix(b"\xef\xbb\xbf") == write(edition).encode()

    @pytest.mark.parametrize("kind", ["answers", "dossier", "edition", "proposal", "vectors"])
    def test_it_writes_the_schemas(self, kind: str, tmp_path: Path) -> None:
        file = tmp_path / "schema.json"
        assert self.run(f"schema-{kind}", "-o", file)[0] == 0
        shown = CliRunner().invoke(aiprocure, ["schema", kind]).stdout
        assert json.loads(file.read_text(encoding="utf-8")) == json.loads(shown)

    @pytest.mark.parametrize("dialect", ["duckdb", "sqlite", "postgresql", "spark"])
    def test_it_writes_sql_in_each_dialect(self, edition: Edition, dialect: Dialect) -> None:
        assert self.run(f"sql-{dialect}")[1] == export.to_sql(edition, dialect=dialect)
        assert self.run(f"sql-table-{dialect}")[1] == export.to_sql_table(edition, dialect=dialect)

    def test_an_edition_of_ones_own_is_exported(self) -> None:
        assert "made-up-2.0" in self.run("dmn", "--edition", EDITIONS / "made_up_2")[1]

    def test_nothing_is_overwritten_unless_asked(self, edition: Edition, tmp_path: Path) -> None:
        file = tmp_path / "own.json"
        ap.editions.write(edition, file)
        before = file.read_bytes()
        assert self.run("csv", "-o", file)[0] == 2
        assert self.run("csv", "-o", file, "--overwrite", "--edition", file)[0] == 2
        assert file.read_bytes() == before
        assert self.run("csv", "-o", file, "--overwrite")[0] == 0
        assert self.run("csv", "--overwrite")[0] == 2

    def test_a_format_that_there_is_not_is_refused(self) -> None:
        code, _, said = self.run("bpmn")
        assert code == 2
        assert "csv、dmn、json" in said


def test_the_command_compares_with_a_table(edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(export.to_csv(edition).replace("R6,A3,B2,C2,*,low", "R6,A3,B2,C2,*,high"), encoding="utf-8-sig")
    assert [row.id for row in proposals.load(file).rules] == ["R6"]
    result = CliRunner().invoke(aiprocure, ["compare", "2025-05-27", str(file), "--json"])
    assert json.loads(result.stdout)["changed"] == 3
    result = CliRunner().invoke(aiprocure, ["compare", str(file), "2025-05-27", "--json"])
    assert json.loads(result.stdout)["changed"] == 3
