"""What a ministry's policy says of a finding, in words: those of the ministry, said to be its own."""

from aiprocure.model.finding import Finding, Ruling
from aiprocure.reports.phrases import Phrases

__all__ = ["word_ruling", "word_rulings"]


def word_ruling(ruling: Ruling, phrases: Phrases) -> str:
    """Return what a policy says of a finding, with its reason, post, day and title.

    >>> from aiprocure.model.citation import Citation, Provenance, SourceId
    >>> from aiprocure.model.finding import Effect
    >>> cited = Citation(SourceId("府省庁の方針"), "○○省の方針", Provenance.SUPPLIED)
    >>> print(word_ruling(Ruling(Effect.REQUIRED, cited, "国民等が利用するため"), Phrases("ja")))
    府省庁の方針では必須である（理由：国民等が利用するため、方針：○○省の方針）
    """
    details = {
        "evidence": phrases.listed(ruling.evidence),
        "reason": ruling.reason,
        "post": ruling.post,
        "lapses": ruling.lapses,
        "policy": ruling.citation.place,
    }
    said = (phrases.say(f"ruling_by_{name}", value=value) for name, value in details.items() if value)
    effect = phrases.say(f"ruling_{ruling.effect.replace('-', '_')}")
    return effect + phrases.say("aside", words=phrases.listed(said))


def word_rulings(finding: Finding, phrases: Phrases) -> tuple[str, ...]:
    """Return all that a policy says of a finding, a line each."""
    return tuple(word_ruling(ruling, phrases) for ruling in finding.rulings)
