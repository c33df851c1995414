"""All papers in one document: ``pack``."""

import click

from aiprocure.cli.paper_files import paper_command
from aiprocure.model.papers import PaperKind

__all__ = ["pack_command"]

pack_command: click.Command = paper_command(
    PaperKind.PACK,
    """案件書類 DOSSIER（TOML、JSON 又は Excel のブック）から、助言依頼、仕様書及び契約書の素案を一つの文書に作成する。

    Draft all of the papers from a dossier, in one document.""",
)
