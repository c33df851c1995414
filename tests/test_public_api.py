"""The public surface, as promised."""

import importlib
import pkgutil
import subprocess
import sys
from types import FunctionType

import pytest

import aiprocure as ap

MODULES = ["aiprocure", *(m.name for m in pkgutil.walk_packages(ap.__path__, "aiprocure.") if "__main__" not in m.name)]


def test_the_surface_that_must_hold(edition: ap.Edition) -> None:
    answers = edition.answers(A="①", B="②", C="③", D="②")
    assessment = ap.assess(edition, answers)
    assert assessment.outcome.id == "low"
    assert assessment.rule.id == "R9"
    assert [reading.id for reading in assessment.disputed] == []
    assert [[str(option) for option in reason] for reason in ap.explain(assessment)] == [
        [
            "B② 過失が重大な影響を及ぼす可能性のある業務において利活用しない",
            "C③ 機密性2情報または個人情報を取扱わない",
            "D② 生成AIシステムの出力結果の適切さを判断して利活用する",
        ]
    ]
    assert ap.editions.available() == ("2025-05-27",)
    assert ap.encoding.to_data(assessment)["outcome"] == "low"
    assert issubclass(ap.errors.InvalidAnswers, ap.errors.AiprocureError)
    assert ap.encoding.from_data(ap.encoding.to_data(answers), ap.Answers) == answers


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is_and_what_it_offers(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__
    offered = getattr(module, "__all__", [])
    assert len(set(offered)) == len(offered)
    for each in offered:
        value = getattr(module, each)
        if isinstance(value, type | FunctionType):
            assert value.__doc__, f"{name}.{each}"


def test_the_top_level_offers_what_it_lists_and_nothing_else() -> None:
    assert dir(ap) == sorted(ap.__all__)
    assert all(getattr(ap, name) is not None for name in ap.__all__)
    with pytest.raises(AttributeError, match="module 'aiprocure' has no attribute 'asess'"):
        _ = ap.asess


def test_every_exception_has_one_root() -> None:
    exceptions = [v for v in vars(ap.errors).values() if isinstance(v, type) and issubclass(v, Exception)]
    assert len(exceptions) == 14
    assert all(issubclass(exception, ap.errors.AiprocureError) for exception in exceptions)


def test_importing_the_library_loads_nothing_it_does_not_need_yet() -> None:
    heavy = {"cattrs", "tomllib", "json", "click", "rich", "openpyxl", "narwhals", "pyarrow"}
    code = f"import sys, aiprocure; print(sorted({heavy} & set(sys.modules)))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


def test_each_name_of_the_top_level_can_be_the_first_one_asked_for() -> None:
    for name in ap.__all__:
        subprocess.run([sys.executable, "-c", f"import aiprocure; aiprocure.{name}"], check=True)
