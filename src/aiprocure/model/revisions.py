"""What the corrections of an edition's data changed."""

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.representation import rich_repr

__all__ = ["Revision"]


@attrs.frozen(repr=False)
class Revision:
    """What one correction of an edition's data changed, against the revision before it.

    Records are named by family and id (``requirement/14``), fields of the edition itself by their names. ``replaces``
    is the fingerprint of the revision before, by which its traces are known.
    """

    number: int
    replaces: str
    text: Text
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        counts = f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"
        return f"<Revision {self.number}: {counts}>"

    def __str__(self) -> str:
        return str(self.text)
