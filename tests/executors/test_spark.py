"""The same call on PySpark, on Java. The program has to be there: nothing here is skipped."""

from collections.abc import Iterator

import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import IntegerType, StringType, StructField, StructType

import aiprocure as ap
from aiprocure import frames
from executed import EDITIONS, Comparing, states_of
from sql_engines import HOSTILE, combinations

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning", "ignore::UserWarning")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """One session on one thread, with nothing to listen on."""
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def inventory(spark: SparkSession, edition: ap.Edition) -> DataFrame:
    """Every combination, in several spellings, in columns with hostile names."""
    rows = [
        (n, answers["A"], int(answers["B"][1:]), float(answers["C"][1:]), f"　{answers['D'].replace('D', 'Ｄ')} ")
        for n, answers in enumerate(edition.all_answers())
    ]
    return spark.createDataFrame(rows, ["n", 'users"; drop table', "業務", "C", "D"])


COLUMNS = {"users": 'users"; drop table', "work": "業務", "C": "C", "D": "D"}


def test_every_combination_comes_out_as_assess_has_it(edition: ap.Edition, inventory: DataFrame) -> None:
    rows = frames.assess(inventory, edition, COLUMNS).orderBy("n").collect()
    expected = [ap.assess(edition, answers) for answers in edition.all_answers()]
    assert [(row.outcome, row.rule, row.disputed) for row in rows] == [
        (assessment.outcome.id, assessment.rule.id, bool(assessment.disputed)) for assessment in expected
    ]


def test_sensitivity_is_that_of_the_table(edition: ap.Edition, inventory: DataFrame) -> None:
    counted = frames.sensitivity(inventory, edition, COLUMNS).collect()
    expected = frames.sensitivity(frames.table(edition, prefix="x"), edition).to_pylist()
    assert [row.asDict() for row in counted] == expected


def test_bad_values_are_refused_or_null(spark: SparkSession, edition: ap.Edition) -> None:
    inventory = spark.createDataFrame([("⑨", 1, 1, "①"), ("①", 1, 1, None), ("①", 1, 1, "①")], ["A", "B", "C", "D"])
    with pytest.raises(ap.errors.InvalidAnswers) as caught:
        frames.assess(inventory, edition)
    assert [str(problem) for problem in caught.value.problems] == [
        "/A: no option of axis A in 1 row: '⑨'; choose from A1 ①, A2 ②, A3 ③, A4 ④",
        "/D: no option of axis D in 1 row: not answered; choose from D1 ①, D2 ②, D3 ③",
    ]
    rows = frames.assess(inventory, edition, invalid="null").collect()
    assert [row.rule for row in rows] == [None, None, "R1"]


def test_the_name_of_a_column_means_nothing_but_itself(spark: SparkSession, edition: ap.Edition) -> None:
    names = ["a.b", "`a`", "a`b", "*", "^A$", 'a"b', "A b"]
    for name in names:
        said = {**dict.fromkeys([*names, "A"], "A3"), name: "A1", "B": "B2", "C": "C3", "D": "D1"}
        inventory = spark.createDataFrame([tuple(said.values())], list(said))
        [row] = frames.assess(inventory, edition, {"A": name}).collect()
        assert row.outcome == "high"
        assert list(row.asDict()) == [*said, "outcome", "rule", "disputed"]


def test_whole_numbers_of_every_type_are_read_and_no_others(spark: SparkSession, edition: ap.Edition) -> None:
    for written, outcome in {
        "cast(1 as decimal(10,2))": "low",
        "cast('1.0000000000000000000001' as decimal(38,22))": None,
        "cast(1 as double)": "low",
        "1.5D": None,
        "cast(null as void)": None,
    }.items():
        inventory = spark.sql(f"select {written} as A, 'B2' as B, 'C3' as C, 'D2' as D")
        assert frames.assess(inventory, edition, invalid="null").collect()[0].outcome == outcome
    for written in ("true", "x'31'", "interval 1 day", "array(1)"):
        with pytest.raises(ap.errors.InvalidAnswers, match="expected text or whole numbers"):
            frames.assess(spark.sql(f"select {written} as A, 'B2' as B, 'C3' as C, 'D2' as D"), edition)


@pytest.mark.parametrize("name", EDITIONS)
def test_the_determination_in_sql_is_that_of_assess(spark: SparkSession, name: str, compare: Comparing) -> None:
    judged, cases = EDITIONS[name], states_of(EDITIONS[name])
    columns: dict[str, str] = {judged.axes[0].id: HOSTILE.strip()}
    heads = [columns.get(axis.id, axis.id) for axis in judged.axes]
    schema = StructType([StructField("number", IntegerType()), *(StructField(head, StringType()) for head in heads)])
    frame = spark.createDataFrame([(number, *case) for number, case in enumerate(cases)], schema)
    found = frame.selectExpr("number", f"{ap.export.to_sql(judged, dialect='spark', columns=columns)} AS o")
    frame.createOrReplaceTempView("cases")
    asked = f"SELECT {ap.export.to_sql(judged, dialect='spark', columns=columns)} AS o FROM cases ORDER BY number"
    for rows in (found.orderBy("number").collect(), spark.sql(asked).collect()):
        compare(f"Apache Spark {spark.version}", judged, cases, (row.o for row in rows))
    table = spark.sql(ap.export.to_sql_table(judged, dialect="spark")).collect()
    assert sorted(map(tuple, table)) == sorted(combinations(judged), key=str)
