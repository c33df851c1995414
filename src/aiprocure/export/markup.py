"""Elements of XML and HTML. Text becomes part of one only escaped."""

import html
import re

import attrs

__all__ = ["Markup", "element", "replace_forbidden", "void_element"]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML, even when escaped


@attrs.frozen
class Markup:
    """Source that is markup already, so that nothing else is ever taken for it."""

    source: str

    def __str__(self) -> str:
        return self.source


def element(name: str, /, *children: Markup | str, **attributes: object) -> Markup:
    """Return an element; in the name of an attribute an underscore becomes a hyphen, and one at its end is dropped.

    Every element is closed by a tag of its own, as XML and HTML both read it. Characters that XML forbids become �.

    >>> print(element("p", "1 < 2 ", element("b", "ja"), class_="note", aria_label='"!"'))
    <p class="note" aria-label="&quot;!&quot;">1 &lt; 2 <b>ja</b></p>
    """
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{_escape(value)}"' for key, value in attributes.items())
    inside = "".join(child.source if isinstance(child, Markup) else _escape(child) for child in children)
    return Markup(f"<{name}{written}>{inside}</{name}>")


def void_element(name: str, /, **attributes: object) -> Markup:
    """Return an element that HTML lets have no content, and so no tag that closes it.

    >>> print(void_element("input", type="radio", checked="checked"))
    <input type="radio" checked="checked">
    """
    return Markup(element(name, **attributes).source.removesuffix(f"</{name}>"))


def replace_forbidden(text: str) -> str:
    r"""Return text with � in place of the characters that XML forbids.

    >>> replace_forbidden("a\x00b\uffff")
    'a�b�'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def _escape(text: object) -> str:
    return html.escape(replace_forbidden(str(text)))
