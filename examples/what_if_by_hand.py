"""Judge one use of generative AI, then ask what a different answer would change."""

import aiprocure as ap

edition = ap.editions.load("2025-05-27")
planned = edition.answers(users="public", work="non-critical", data="not-handled", review="unreviewed")

for answers in (planned, planned.but(review="reviewed")):
    assessment = ap.assess(edition, answers)
    print(f"{assessment}  {assessment.rule.id}")
    for reason in ap.explain(assessment):
        print("  because", *(str(option) for option in reason), sep="\n    ")
