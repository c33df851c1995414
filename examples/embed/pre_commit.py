"""A hook for pre-commit: prints what is found in each dossier that is committed, and stops at errors.

With ``--profile policy.toml`` in the entry of the hook, dossiers are checked by that policy of a ministry as well.
"""

import argparse
import sys

import aiprocure as ap
from aiprocure.errors import InvalidDossier, InvalidProfile
from aiprocure.model.finding import Severity
from aiprocure.model.profile import Profile

STOPS = frozenset({Severity.ERROR})


def main(words: list[str]) -> int:
    """Return 1 where a file is not a dossier, or where something is found in it that stops a commit; else 0."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile")
    parser.add_argument("files", nargs="*")
    given = parser.parse_args(words)
    try:
        profile = None if given.profile is None else ap.profiles.load(given.profile)
    except InvalidProfile as error:
        return refuse(given.profile, error)
    return max((report(file, profile) for file in given.files), default=0)


def report(file: str, profile: Profile | None) -> int:
    """Print what is found in a dossier, a line for each finding, and return what its commit ends with."""
    edition = None if profile is None else profile.extend(ap.editions.load(profile.edition))
    try:
        dossier = ap.dossiers.load(file, edition=edition)
    except InvalidDossier as error:
        return refuse(file, error)
    findings = ap.check(dossier, edition or ap.editions.load(dossier.edition), profile)
    standing = [finding for finding in findings if not finding.is_set_aside]
    for finding in standing:
        if finding.severity is not Severity.NOTE:
            print(f"{shown(file)}: {finding.severity} {finding.code} {finding.where or '全体'}: {finding.message}")
    return int(any(finding.severity in STOPS for finding in standing))


def refuse(file: str, error: InvalidDossier | InvalidProfile) -> int:
    """Print every problem of a file, each with its name, and return what the commit ends with."""
    name = shown(file)
    print(*(line if line.startswith(name) else f"{name}: {line}" for line in str(error).splitlines()), sep="\n")
    return 1


def shown(file: str) -> str:
    """The name of a file as a terminal can show it."""
    return file if file.isprintable() else ascii(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
