"""What a ministry's policy says of a finding, in words: those of the ministry, said to be its own."""

from aiprocure.editions.labels import field_texts
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Effect, Finding, Ruling
from aiprocure.model.profile import ItemPolicy, OwnItem, Profile, When
from aiprocure.reports.phrases import Phrases

__all__ = ["word_decision", "word_ruling", "word_rulings"]


def word_decision(decision: ItemPolicy | OwnItem, profile: Profile, edition: Edition, phrases: Phrases) -> str:
    """Return what a policy decides on an item, with the conditions under which it does.

    >>> from aiprocure import editions
    >>> from aiprocure.files import profiles
    >>> edition = editions.load("2025-05-27")
    >>> decided = {"id": "⑭", "standing": "必須", "when": {"forms": ["請負", "役務"], "outcomes": ["高"]}}
    >>> profile = profiles.from_data({"edition": edition.id, "title": "○○省の方針", "requirements": [decided]})
    >>> print(word_decision(profile.requirements[0], profile, edition, Phrases("ja")))
    府省庁の方針では必須である（条件：調達形態が請負又は役務、判定が高、方針：○○省の方針）
    """
    effect = Effect.EVIDENCE if decision.standing is None else Effect(decision.standing.value)
    ruling = Ruling(effect, profile.citation, decision.reason, evidence=decision.evidence)
    return word_ruling(ruling, phrases, when=phrases.listed(_conditions(decision.when, edition, phrases)))


def _conditions(when: When, edition: Edition, phrases: Phrases) -> list[str]:
    texts = field_texts()
    named = {
        "forms": list(when.forms),
        "phases": [phrases.of(texts[f"stage.{each}"]) for each in when.phases],
        "outcomes": [phrases.outcome(edition, each) for each in when.outcomes],
        "users": [phrases.of(texts[f"userscope.{each}"]) for each in when.users],
    }
    return [
        phrases.say("one_of", field=phrases.of(texts[f"when.{name}.title"]), values=phrases.say("or").join(values))
        for name, values in named.items()
        if values
    ]


def word_ruling(ruling: Ruling, phrases: Phrases, *, when: str = "") -> str:
    """Return what a policy says of a finding, with its reason, post, day and title, and perhaps when it says so.

    >>> from aiprocure.model.citation import Citation, Provenance, SourceId
    >>> from aiprocure.model.finding import Effect
    >>> cited = Citation(SourceId("府省庁の方針"), "○○省の方針", Provenance.SUPPLIED)
    >>> print(word_ruling(Ruling(Effect.REQUIRED, cited, "国民等が利用するため"), Phrases("ja")))
    府省庁の方針では必須である（理由：国民等が利用するため、方針：○○省の方針）
    """
    details = {
        "when": when,
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
