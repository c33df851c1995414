"""What the specification demands: ``specification``."""

import click

from aiprocure.cli.paper_files import paper_command
from aiprocure.model.papers import PaperKind

__all__ = ["specification_command"]

specification_command: click.Command = paper_command(
    PaperKind.SPECIFICATION,
    """案件書類 DOSSIER（TOML、JSON 又は Excel のブック）から、調達仕様書への記載事項の素案を作成する。

    Draft what the specification demands from a dossier.""",
)
