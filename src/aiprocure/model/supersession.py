"""What replaced an edition, when it was approved and when it takes effect, and what is reported of it."""

import datetime
from typing import NewType

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.days import day_text
from aiprocure.model.representation import in_japanese, rich_repr, summary, words

__all__ = ["ReportedFact", "ReportedFactId", "Supersession"]

ReportedFactId = NewType("ReportedFactId", str)


@attrs.frozen(repr=False)
class Supersession:
    """The version that replaces an edition. It is approved on one day, and takes effect on another.

    ``citation`` is that of the approval, ``effective_citation`` that of the day of effect. Without a day of effect, it
    is not known when the version takes effect.
    """

    version: str
    approved: datetime.date
    text: Text
    citation: Citation
    effective: datetime.date | None = None
    effective_citation: Citation | None = None

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        since = f", effective {self.effective}" if self.effective else ""
        return f"<Supersession by {self.version}, approved {self.approved}{since}>"

    def __str__(self) -> str:
        return str(self.text)

    @property
    def effect_citation(self) -> Citation:
        """Where the day of effect comes from: its own citation, or else that of the approval."""
        return self.effective_citation or self.citation

    @property
    def effect(self) -> Text:
        """The day of effect in words, with who says so where it is only reported; or that it is not known."""
        if self.effective is None:
            return Text("施行日不明", "on a day that is not known")
        day = day_text(self.effective)
        if self.effect_citation.provenance is Provenance.REPORTED:
            return Text(f"公開報道によれば{day.ja}施行", f"on {day.en}, as reported")
        return Text(f"{day.ja}施行", f"on {day.en}")

    def is_effective(self, on: datetime.date) -> bool:
        """Return whether the version is known to have taken effect by a day: approval alone is not effect.

        >>> import datetime
        >>> from aiprocure import editions
        >>> after = editions.load("2025-05-27").superseded_by
        >>> after.approved, after.is_effective(on=after.approved), after.is_effective(on=datetime.date(2026, 9, 1))
        (datetime.date(2026, 6, 12), False, True)
        """
        return self.effective is not None and self.effective <= on


@attrs.frozen(repr=False)
class ReportedFact:
    """Something that a secondary source reports of the version that supersedes an edition. No rule uses it."""

    id: ReportedFactId
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words
