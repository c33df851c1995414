"""The products and services that a system uses: what risk they carry, and what the NCO advises."""

from collections.abc import Iterator

from aiprocure.checks.context import Context
from aiprocure.checks.definition import Check, Match, match_if
from aiprocure.checks.placeholders import says_nothing
from aiprocure.errors.messages import quotable
from aiprocure.errors.text import Text
from aiprocure.model.finding import Severity

__all__ = ["CHECKS"]

_IMPORTANT = "scope/nco-important-systems"
_RISKY = "scope/nco-risky-products"
_PRODUCTS_NAME = Text("製品・サービスのリスクの検討", "whether the risk of products is weighed")
_NCO_NAME = Text("NCOの助言", "the advice of the NCO")
_MOST_NAMES = 5
"""More products than this are counted rather than named."""


def _not_weighed(context: Context) -> tuple[Match, ...]:
    """Products whose risk was not weighed; in service, that none is named."""
    products = context.dossier.products
    unweighed = [product.name for product in products if product.risk is None]
    if unweighed:
        return (Match(("products",), words={"products": _name_products(unweighed)}),)
    nothing = Text("製品又はサービス", "products and services")
    return match_if(context.in_service and not products, "products", products=nothing)


def _name_products(names: list[str]) -> Text:
    shown, more = [quotable(name) for name in names[:_MOST_NAMES]], len(names) - _MOST_NAMES
    ja, en = "".join(f"「{name}」" for name in shown), ", ".join(f"'{name}'" for name in shown)
    return Text(f"{ja}ほか{more}件", f"{en} and {more} more") if more > 0 else Text(ja, en)


def _not_sought(context: Context) -> Iterator[Match]:
    """The advice is neither sought nor left for a reason, where the ministry itself sees a cause to seek it."""
    advice, causes = context.dossier.nco_advice, tuple(_causes(context))
    is_explained = advice.sought is False and not says_nothing(advice.reason)
    if causes and not is_explained and not _is_sought(context):
        subject, words = causes[0]
        citation = getattr(context.records[subject], "citation", None)
        yield Match(("nco_advice", "sought"), subject, {"cause": words}, citation=citation)


def _causes(context: Context) -> Iterator[tuple[str, Text]]:
    if context.system.special_importance:
        yield _IMPORTANT, Text("特に重要性の高いシステムである", "The system is of special importance")
    risky = [product.name for product in context.dossier.products if product.risk]
    if risky:
        named = _name_products(risky)
        ja, en = f"{named.ja}の利用にリスクを認めた", f"Using {named.in_language('en')} was found to carry a risk"
        yield _RISKY, Text(ja, en)


def _is_sought(context: Context) -> bool:
    advice = context.dossier.nco_advice
    return bool(advice.sought) and (advice.sought_on is None or context.has_come(advice.sought_on))


CHECKS = (
    Check(
        "product-risk-not-weighed",
        Severity.WARNING,
        Text(
            "{products}について、利用によって生ずるリスクを検討した旨の記載がない。",
            "It is not recorded that the risk of using {products} was weighed.",
        ),
        Text(
            "利用する製品・サービスごとに、リスクの有無並びに検討の内容及び判断を記載すること。",
            "State for each product and service whether it carries a risk, and what was weighed and decided.",
        ),
        _not_weighed,
        at_planning=Severity.NOTE,
        rests_on=(_RISKY,),
        name=_PRODUCTS_NAME,
        acts_on=("neighbour/deepseek-caution",),
        ours=True,
    ),
    Check(
        "nco-advice-not-sought",
        Severity.WARNING,
        Text(
            "{cause}が、国家サイバー統括室（NCO）の助言を求めた旨の記載がない。",
            "{cause}, but it is not recorded that the advice of the NCO was sought.",
        ),
        Text(
            "助言を求めるか、NCOの助言の欄の「その理由」に求めない理由を記載すること。",
            "Seek the advice, or state why it is not sought.",
        ),
        _not_sought,
        at_planning=Severity.NOTE,
        rests_on=(_IMPORTANT, _RISKY),
        name=_NCO_NAME,
        acts_on=("neighbour/it-procurement-agreement", "neighbour/deepseek-caution"),
    ),
    Check(
        "nco-advice-without-result",
        Severity.WARNING,
        Text(
            "国家サイバー統括室（NCO）の助言を求めているが、その結果の記載がない。",
            "The advice of the NCO was sought, but its result is not recorded.",
        ),
        Text("NCOの助言の欄の「助言の結果」を記載すること。", "Record the result of the advice."),
        lambda context: match_if(
            _is_sought(context) and says_nothing(context.dossier.nco_advice.result), "nco_advice", "sought"
        ),
        at_planning=Severity.NOTE,
        rests_on=(_IMPORTANT,),
        name=_NCO_NAME,
        acts_on=("neighbour/it-procurement-agreement",),
        ours=True,
    ),
)
