"""The request for the Advisory Board's advice: ``brief``."""

import click

from aiprocure.cli.paper_files import paper_command
from aiprocure.model.papers import PaperKind

__all__ = ["brief_command"]

brief_command: click.Command = paper_command(
    PaperKind.BRIEF,
    """案件書類 DOSSIER（TOML、JSON 又は Excel のブック）から、アドバイザリーボードへの助言依頼の素案を作成する。

    Draft a request for the Advisory Board's advice from a dossier.""",
)
