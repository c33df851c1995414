"""An edition as JSON: everything in it, as it is read back."""

from aiprocure.editions import written
from aiprocure.engine.soundness import require_sound
from aiprocure.model.edition import Edition

__all__ = ["to_json"]


def to_json(edition: Edition) -> str:
    """Return an edition as the text of the JSON file that ``editions.write`` writes and ``editions.read`` reads.

    It names its format and carries the fingerprint of its content. Raises :class:`InvalidEdition` where the edition is
    not sound.

    >>> import json
    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> editions.from_data(json.loads(to_json(edition))) == edition
    True
    """
    require_sound(edition)
    return written.to_json(edition)
