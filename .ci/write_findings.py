"""Writes beside each example dossier what is found in it now. The files are change detectors: they prove nothing."""

import json
from pathlib import Path

import aiprocure as ap

ABOUT = "Found in the dossier beside this file when it was last written: a change detector, not a proof."

EXAMPLES = Path(__file__).parents[1] / "examples"

for file in sorted(file for folder in ("dossiers", "exercises") for file in (EXAMPLES / folder).glob("*.toml")):
    dossier = ap.dossiers.load(file)
    edition = ap.editions.load(dossier.edition)
    findings = [ap.encoding.to_data(finding) for finding in ap.check(dossier, edition)]
    kept = [{key: found[key] for key in found if key not in {"remedy", "citation"}} for found in findings]
    pinned = {"about": ABOUT, "edition": edition.id, "revision": edition.revision, "findings": kept}
    written = json.dumps(pinned, ensure_ascii=False, indent=1) + "\n"
    file.with_suffix(".findings.json").write_text(written, encoding="utf-8")
