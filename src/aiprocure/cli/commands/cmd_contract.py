"""What the contract settles: ``contract``."""

import click

from aiprocure.cli.paper_files import paper_command
from aiprocure.model.papers import PaperKind

__all__ = ["contract_command"]

contract_command: click.Command = paper_command(
    PaperKind.CONTRACT,
    """案件書類 DOSSIER（TOML、JSON 又は Excel のブック）から、契約書への記載事項の素案を作成する。

    Draft what the contract settles from a dossier.""",
)
