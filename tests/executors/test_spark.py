"""The same call on PySpark, on Java. The program has to be there: nothing here is skipped."""

from collections.abc import Iterator

import pytest
from pyspark.sql import DataFrame, SparkSession

import aiprocure as ap
from aiprocure import frames

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
        "A: 1 row means no option of axis A: '⑨'; choose from A1 ①, A2 ②, A3 ③, A4 ④",
        "D: 1 row means no option of axis D: not answered; choose from D1 ①, D2 ②, D3 ③",
    ]
    rows = frames.assess(inventory, edition, invalid="null").collect()
    assert [row.rule for row in rows] == [None, None, "R1"]
