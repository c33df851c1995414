"""The determination sheet of an edition as one page: a form that judges while it is filled in, offline.

The page holds the rows of the edition, not their results: its script decides by the rows, and is read with them.
"""

import base64
import hashlib
import json

from aiprocure.editions.package_data import read_data
from aiprocure.engine.soundness import require_sound
from aiprocure.errors.messages import expect
from aiprocure.errors.text import Language
from aiprocure.export.markup import Markup, element, replace_forbidden, void_element
from aiprocure.export.page.content import page_data
from aiprocure.export.page.sheet import write_sheet
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["to_page"]

_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def to_page(edition: Edition, *, language: Language = "ja") -> str:
    """Return the determination sheet of an edition as a page of HTML: one file, which works offline.

    It asks what matters, in the order that settles the outcome soonest, and shows no outcome before it is settled. It
    refers to nothing outside itself, and its policy lets it neither fetch nor send. Both languages are in it; it begins
    in ``language``. The same edition always gives the same text. Raises :class:`InvalidEdition` for an edition that is
    not sound.

    >>> from aiprocure import editions
    >>> page = to_page(editions.load("2025-05-27"))
    >>> page.splitlines()[:2]
    ['<!DOCTYPE html>', '<html lang="ja">']
    """
    words = Phrases(language)
    expect(Edition, edition)
    require_sound(edition)
    script, style = (read_data(name, __spec__) for name in ("page.js", "page.css"))
    head = element(
        "head",
        void_element("meta", charset="utf-8"),
        void_element(
            "meta",
            http_equiv="Content-Security-Policy",
            content=_POLICY.format(script=_hash(script), style=_hash(style)),
        ),
        void_element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", words.say("page_title", edition=words.edition(edition))),
        element("style", Markup(style)),
    )
    body = element(
        "body",
        *write_sheet(edition, language),
        element("script", _json(page_data(edition)), type="application/json", id="edition"),
        element("script", Markup(script)),
    )
    return f'<!DOCTYPE html>\n<html lang="{language}">\n{head}\n{body}\n</html>\n'


def _hash(source: str) -> str:
    """The hash by which a policy allows an inline script or style."""
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


def _json(data: object) -> Markup:
    """Data as JSON in which nothing can end the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(replace_forbidden(text.replace("<", "\\u003c")))
