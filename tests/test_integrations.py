"""The library inside what other systems are built with: a pydantic field, a column of SQLAlchemy, a pickle."""

import pickle
import pickletools
from typing import Annotated

import pytest
import sqlalchemy as sa
from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, ValidationError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

import aiprocure as ap
from aiprocure.encoding import Data, Trace

EDITION = ap.editions.load("2025-05-27")


class Case(BaseModel):
    """A request that carries answers, and whatever else was said."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    answers: Annotated[
        ap.Answers, BeforeValidator(lambda written: EDITION.answers(**written)), PlainSerializer(dict, return_type=dict)
    ]
    context: Data = None


class Record(BaseModel):
    """A response that carries the trace of an assessment."""

    trace: Trace


class Base(DeclarativeBase):
    """The tables of the test."""


class Stored(Base):
    """An assessment, kept as its trace."""

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    trace: Mapped[dict[str, object]] = mapped_column(sa.JSON)


class TestPydantic:
    def test_answers_are_a_field(self) -> None:
        case = Case.model_validate(
            {"answers": {"users": "①", "B": 2, "C": 3.0, "D": "D2"}, "context": {"a": [1, None]}}
        )
        assert case.answers == EDITION.answers(A=1, B=2, C=3, D=2)
        assert case.model_dump()["answers"] == {"A": "A1", "B": "B2", "C": "C3", "D": "D2"}

    @pytest.mark.parametrize(
        "written", [{"A": 9, "B": 2, "C": 3, "D": 2}, {"A": 1}, {"A": 1, "B": 2, "C": 3, "D": 2, "E": 1}]
    )
    def test_a_refusal_is_a_validation_error(self, written: dict[str, object]) -> None:
        with pytest.raises(ValidationError):
            Case.model_validate({"answers": written})

    def test_a_trace_is_a_field(self) -> None:
        trace = ap.encoding.to_data(ap.assess(EDITION, EDITION.answers(A=1, B=2, C=3, D=1)))
        assert Record.model_validate({"trace": trace}).model_dump()["trace"] == trace
        with pytest.raises(ValidationError):
            Record.model_validate({"trace": trace | {"outcome": 1}})


def test_every_assessment_is_kept_in_a_json_column_and_proved_again() -> None:
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    assessments = [ap.assess(EDITION, answers) for answers in EDITION.all_answers()]
    with Session(engine) as session:
        session.add_all(Stored(trace=ap.encoding.to_data(assessment)) for assessment in assessments)
        session.commit()
        kept = session.scalars(sa.select(Stored).order_by(Stored.id)).all()
        high = session.scalars(sa.select(Stored).where(Stored.trace["outcome"].as_string() == "high")).all()
        assert [ap.encoding.retrace(each.trace, EDITION) for each in kept] == assessments
        assert len(high) == 132
    engine.dispose()


def test_a_pickle_names_nothing_private() -> None:
    """So that a private name can change between the version that wrote a pickle and the one that reads it."""
    assessment = ap.assess(EDITION, EDITION.answers(A=1, B=2, C=3, D=1))
    ap.explain(assessment), ap.what_if(assessment), ap.decision_tree(EDITION)
    for value in (EDITION, assessment, ap.explore(EDITION, EDITION.partial_answers(C=2))):
        for protocol in (2, 5):
            pickled = pickle.dumps(value, protocol)
            named = [argument for _, argument, _ in pickletools.genops(pickled) if isinstance(argument, str)]
            modules = [name for name in named if name.startswith("aiprocure.")]
            assert not [name for name in modules if "._" in name]
            ours = [name for name in named if name != "_codecs encode"]  # how protocol 2 writes the bytes of a date
            assert not [name for name in ours if name.startswith("_") and not name.startswith("__")]
            assert pickle.loads(pickled) == value
