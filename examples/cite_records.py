"""What a determination rests on, and where each of its mitigations is to be cited."""

import aiprocure as ap

edition = ap.editions.load("2025-05-27")
assessment = ap.assess(edition, edition.answers(users="public", work=2, data=2, review="reviewed"))
print(assessment)

for mitigation in assessment.mitigations:
    row = edition.cross_reference(mitigation.row)
    headlines = [str(entry.record) for entry in row.links_to]
    print(f"{mitigation.axis}  {mitigation}", *headlines, edition.reference(mitigation), sep="\n     ")
