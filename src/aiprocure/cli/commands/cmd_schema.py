"""JSON Schemas, for forms and editors: ``schema``."""

from collections.abc import Mapping

import click

from aiprocure.cli.failures import Refusal
from aiprocure.cli.named_editions import load_edition, name_edition
from aiprocure.cli.options import Command, show_in_language
from aiprocure.cli.output import print_json
from aiprocure.encoding import Data, Vectors
from aiprocure.errors import Problem
from aiprocure.errors.text import Language
from aiprocure.export import to_json_schema
from aiprocure.model.answers import Answers
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.profile import Profile
from aiprocure.model.proposal import Proposal

__all__ = ["KINDS", "schema_command", "schema_of"]

KINDS: Mapping[str, type[Dossier] | type[Answers] | type[Profile] | type[Proposal] | type[Vectors] | None] = {
    "dossier": Dossier,
    "answers": Answers,
    "edition": None,  # the same for every edition
    "profile": Profile,
    "proposal": Proposal,
    "vectors": Vectors,
}


@click.command("schema", cls=Command)
@click.argument("kind", type=click.Choice(list(KINDS)))
@name_edition("適用する版。収録が一つだけなら省略できる / Edition to write for.")
@show_in_language
def schema_command(kind: str, edition: Edition | None, language: Language) -> None:  # noqa: ARG001  # read by failures
    """案件書類、回答、府省庁の方針、改める案、検証用の例又は版の JSON Schema を示す。

    Print the JSON Schema of dossiers, answers, policies, proposals, test vectors or editions.
    """
    if kind == "edition":
        if edition is not None:
            raise Refusal(Problem.of("unexpected-argument", value="--edition", command="aiprocure schema"))
        print_json(to_json_schema(Edition))
    else:
        print_json(schema_of(kind, load_edition(edition)))


def schema_of(kind: str, edition: Edition) -> dict[str, Data]:
    """Return the schema of a kind of document; that of editions is the same for every edition."""
    described = KINDS.get(kind)
    return to_json_schema(Edition) if described is None else to_json_schema(described, edition)
