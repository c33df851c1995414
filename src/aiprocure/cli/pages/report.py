"""The page that tells all there is to tell about a value."""

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.sections import item_lines, titled
from aiprocure.reports import Account

__all__ = ["account_page"]


def account_page(account: Account) -> RenderableType:
    """Return an account: what it is about, its headline with what qualifies it, and the sections."""
    headline = Line(Styled(account.headline, "bold"))
    return Group(
        *(titled(section.heading, item_lines(section.items)) for section in account.about),
        titled(account.heading, (headline, *item_lines(account.lead))),
        *(titled(section.heading, item_lines(section.items)) for section in account.sections),
    )
