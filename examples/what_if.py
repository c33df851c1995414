"""What would make a high outcome low, what to find out first, and whom a redrawn row would touch."""

import attrs

import aiprocure as ap

edition = ap.editions.load("2025-05-27")
assessment = ap.assess(edition, edition.answers(users="public", work=2, data=2, review="unreviewed"))
print(assessment, *ap.routes(assessment, to="low", avoid_undecided=True), sep="\n  ")

known = edition.partial_answers(data="②")
while not (exploration := ap.explore(edition, known)).settled:
    asked = exploration.ask_next[0]
    print(f"{exploration} … {asked.question}")
    known = known.but(**{asked.id: assessment.answers[asked.id]})
print(exploration)

redrawn = edition.with_rules(
    attrs.evolve(rule, outcome=edition.outcomes[1].id) if rule.id == "R6" else rule for rule in edition.rules
)
print(*ap.compare(edition, redrawn).moves, sep="\n")
