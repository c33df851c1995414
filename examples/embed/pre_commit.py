"""A hook for pre-commit: prints what is found in each dossier that is committed, and stops at errors."""

import sys

import aiprocure as ap
from aiprocure.errors import InvalidDossier
from aiprocure.model.finding import Severity

STOPS = frozenset({Severity.ERROR})


def main(files: list[str]) -> int:
    """Return 1 where a file is not a dossier, or where something is found in it that stops a commit; else 0."""
    return max(map(report, files), default=0)


def report(file: str) -> int:
    """Print what is found in a dossier, a line for each finding, and return what its commit ends with."""
    name = file if file.isprintable() else ascii(file)
    try:
        dossier = ap.dossiers.load(file)
    except InvalidDossier as error:
        print(*(line if line.startswith(name) else f"{name}: {line}" for line in str(error).splitlines()), sep="\n")
        return 1
    findings = ap.check(dossier, ap.editions.load(dossier.edition))
    for finding in findings:
        if finding.severity is not Severity.NOTE:
            print(f"{name}: {finding.severity} {finding.code} {finding.where or '全体'}: {finding.message}")
    return int(any(finding.severity in STOPS for finding in findings))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
