"""An invented inventory, assessed as a whole: what is high, what is disputed, and what would move it."""

from pathlib import Path

import pyarrow.csv

import aiprocure as ap

edition = ap.editions.load("2025-05-27")
inventory = pyarrow.csv.read_csv(Path(__file__).with_name("inventory.csv"))

for row in ap.frames.assess(inventory, edition).to_pylist():
    print(row["outcome"], row["rule"], "(disputed)" if row["disputed"] else "", row["件名"])

print()
for change in ap.frames.sensitivity(inventory, edition).to_pylist():
    if change["lighter"]:
        print(f"{change['option']} would make {change['lighter']} of {len(inventory)} lighter")
