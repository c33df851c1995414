"""Editions whose passages are hostile to the format that they may be written in."""

import aiprocure as ap
from aiprocure.model.edition import Edition

PASSAGE = "\"'`<b>&amp;]]></script><!-- --> =cmd|'/c calc'!A1 \\u0022; drop table \"x\"; --\n\t二行目 " + "長" * 9_000

_DECIDING = ("text", "citation", "sources", "outcomes", "axes", "rules", "readings", "superseded_by")


def hostile(edition: Edition) -> Edition:
    """An edition with a hostile passage in place of each that it shows of a determination."""
    data: dict[str, object] = {**ap.encoding.to_data(edition)}
    return ap.encoding.from_data(data | {part: _spoiled(data[part]) for part in _DECIDING}, Edition)


def _spoiled(data: object) -> object:
    if isinstance(data, list):
        return [_spoiled(each) for each in data]
    if isinstance(data, dict):
        if "ja" in data:
            return {"ja": f"={PASSAGE}", "en": f"@{PASSAGE}"}
        return {key: f"={PASSAGE}" if key in ("place", "version") else _spoiled(value) for key, value in data.items()}
    return data
