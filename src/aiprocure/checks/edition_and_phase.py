"""What a dossier is judged by: the edition, the day, the phase."""

from aiprocure.checks.context import Examination
from aiprocure.checks.definition import Check, Sighting, seen_if
from aiprocure.errors.text import Text
from aiprocure.model.finding import Severity

__all__ = ["CHECKS"]


def _superseded(it: Examination) -> tuple[Sighting, ...]:
    after, on = it.edition.superseded_by, it.dossier.on
    if after is None or on is None or on < after.approved:
        return ()
    words = {"version": after.version, "approved": after.approved.isoformat(), "on": on.isoformat()}
    return (Sighting(("on",), words=words, citation=after.citation),)


def _not_yet_decided(it: Examination) -> tuple[Sighting, ...]:
    on, decided = it.dossier.on, it.edition.decided
    return seen_if(on and on < decided, "on", on=str(on), decided=decided.isoformat())


CHECKS = (
    Check(
        "other-edition",
        Severity.WARNING,
        Text(
            "案件書類が示す版は {named} であるが、{edition} の版で点検している。",
            "The dossier names edition {named}, and is checked against edition {edition}.",
        ),
        Text(
            "案件書類が示す版で点検するか、版（edition）の記載を改めること。",
            "Check it against the edition that it names, or change what it says under edition.",
        ),
        lambda it: seen_if(
            it.dossier.edition != it.edition.id, "edition", named=it.dossier.edition, edition=it.edition.id
        ),
    ),
    Check(
        "superseded-edition",
        Severity.WARNING,
        Text(
            "この版は、{approved} に承認された {version} により改定されており、{on} の時点では最新でない。",
            "By {on} this edition had been superseded by {version}, approved on {approved}.",
        ),
        Text(
            "改定後の版を確かめること。この点検は、改定後の版の基準によるものではない。",
            "Consult the edition that took its place; nothing here is judged by its criteria.",
        ),
        _superseded,
    ),
    Check(
        "edition-not-yet-decided",
        Severity.WARNING,
        Text(
            "この版は {decided} に決定されたものであり、{on} の時点では存在しない。",
            "This edition was decided on {decided}; on {on} it did not exist.",
        ),
        Text("基準日（on）か版（edition）の記載を改めること。", "Change the day (on) or the edition."),
        _not_yet_decided,
    ),
    Check(
        "date-not-stated",
        Severity.NOTE,
        Text(
            "基準日が書かれていないため、基準日の時点でこの版が改定されていたかを確かめられない。",
            "No day is given, so it cannot be told whether this edition had been superseded.",
        ),
        Text("基準日（on）を書くこと。", "Give the day under on."),
        lambda it: seen_if(it.dossier.on is None and it.edition.superseded_by, "on"),
    ),
    Check(
        "phase-not-stated",
        Severity.NOTE,
        Text(
            "フェーズが書かれていないため、企画時とみなして点検した。",
            "No phase is given; the dossier is judged as if at planning.",
        ),
        Text(
            "フェーズ（phase）を planning、procurement、contract、service から選んで書くこと。",
            "Give the phase under phase (planning, procurement, contract, service).",
        ),
        lambda it: seen_if(it.dossier.phase is None, "phase"),
    ),
)
