"""Findings as SARIF 2.1.0, the format in which editors and code hosts take what a check has found."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import PurePosixPath, PureWindowsPath
from typing import TypeAlias, get_args
from urllib.parse import quote

from aiprocure.checks import CHECKS, Check
from aiprocure.encoding.source_map import Region, regions_of
from aiprocure.errors import InvalidArgument
from aiprocure.errors.messages import expect, shown
from aiprocure.errors.text import Language, Text
from aiprocure.model.finding import Finding

__all__ = ["to_sarif"]

_Object: TypeAlias = dict[str, object]
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PLACEHOLDER = re.compile(r"\{\w+\}")
_POSITION = re.compile(r"/\d+(?=/|$)")


def to_sarif(
    findings: Iterable[Finding] | Mapping[str, Iterable[Finding]],
    *,
    texts: Mapping[str, str] | None = None,
    language: Language = "ja",
) -> str:
    r"""Return findings as one run in SARIF 2.1.0: JSON, the same for the same findings.

    ``findings`` are those of one dossier, or of any number by the name of the file that each stands in, relative to
    where the reader looks from and parted by ``/``. ``texts`` are what the files hold, by the same names: with its
    text, a finding has lines and columns. Without, it has its JSON pointer, which it always has. The fingerprint of a
    finding outlives moves within its file. Raises :class:`InvalidArgument` for a name that is no relative path, and for
    what is no finding.

    >>> from aiprocure import editions
    >>> from aiprocure.files import dossiers
    >>> from aiprocure.checks import check
    >>> text = '{"edition": "2025-05-27", "project": {"title": "議事録の要約"},\n "answers": {"A": "③"}}'
    >>> found = check(dossiers.from_data(json.loads(text)), editions.load("2025-05-27"))
    >>> log = json.loads(to_sarif({"dossier.json": found}, texts={"dossier.json": text}, language="en"))
    >>> result = next(each for each in log["runs"][0]["results"] if each["ruleId"] == "unanswered-axis")
    >>> result["level"], result["locations"][0]["physicalLocation"]["region"]["startLine"]
    ('note', 2)
    """
    by_file = findings if isinstance(findings, Mapping) else {"": findings}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(by_file, texts or {}, language)]}
    written = json.dumps(log, ensure_ascii=False, indent=2) + "\n"
    return written.encode(errors="replace").decode()  # a lone surrogate is no text


def _run(by_file: Mapping[str, Iterable[Finding]], texts: Mapping[str, str], language: Language) -> _Object:
    files = {name: index for index, name in enumerate(filter(None, by_file))}
    return {
        "tool": {"driver": _driver(language)},
        "translations": [_translation(other) for other in get_args(Language) if other != language],
        "language": language,
        "columnKind": "utf16CodeUnits",
        "artifacts": [{"location": {"uri": _uri(name)}} for name in files],
        "results": [
            result
            for name, found in by_file.items()
            for result in _results(found, _artifact(name, files), texts.get(name), language)
        ],
    }


def _driver(language: Language) -> _Object:
    installed = version("aiprocure")
    rules = [_rule(check, language) | {"defaultConfiguration": {"level": check.severity.value}} for check in CHECKS]
    return {"name": "aiprocure", "version": installed, "language": language, "rules": rules}


def _translation(language: Language) -> _Object:
    """The rules in another language, as the driver lists them."""
    return {
        "name": f"aiprocure ({language})",
        "language": language,
        "contents": ["localizedData"],
        "associatedComponent": {"name": "aiprocure"},
        "rules": [_rule(check, language) for check in CHECKS],
    }


def _rule(check: Check, language: Language) -> _Object:
    described = _PLACEHOLDER.sub("…", check.message.in_language(language))
    name = "".join(word.capitalize() for word in check.code.split("-"))
    help_ = {"text": check.remedy.in_language(language)}
    return {"id": check.code, "name": name, "shortDescription": {"text": described}, "help": help_}


def _artifact(name: str, files: Mapping[str, int]) -> _Object | None:
    return {"uri": _uri(name), "index": files[name]} if name else None


def _uri(name: str) -> str:
    """The name of a file as a relative reference. One that leads elsewhere would tell where the reader's files lie."""
    path = PurePosixPath(name)
    if path.is_absolute() or PureWindowsPath(name).drive or "\\" in name or ".." in path.parts or not path.name:
        raise InvalidArgument(f"expected the relative path of a file, its parts parted by /, not {shown(name)}")
    return quote(str(path), errors="surrogatepass")


def _results(
    findings: Iterable[Finding], artifact: _Object | None, text: str | None, language: Language
) -> Iterator[_Object]:
    rules = {check.code: index for index, check in enumerate(CHECKS)}
    listed = tuple(findings)
    for finding in listed:
        expect(Finding, finding)
    regions = {} if text is None else regions_of(text, (finding.where for finding in listed))
    alike = Counter[str]()
    for finding in listed:
        identity = _identity(finding)
        alike[identity] += 1
        location: _Object = {"logicalLocations": [{"fullyQualifiedName": finding.where}]}
        if artifact:
            location["physicalLocation"] = {"artifactLocation": artifact, **_region(regions.get(finding.where))}
        yield {
            "ruleId": finding.code,
            **({"ruleIndex": rules[finding.code]} if finding.code in rules else {}),
            "level": finding.severity.value,
            "message": {"text": _message(finding, language)},
            "locations": [location],
            "partialFingerprints": {"findingIdentity/v1": f"{identity}:{alike[identity]}"},
            "properties": _properties(finding),
        }


def _region(region: Region | None) -> _Object:
    """Where the value that a pointer leads to stands, or the nearest around it that stands in the text."""
    if region is None:
        return {}
    return {
        "region": {
            "startLine": region.start_line,
            "startColumn": region.start_column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        }
    }


def _identity(finding: Finding) -> str:
    """What stays the same while a finding moves: its code, its subject, and the part of the dossier, not its number."""
    identity = "\n".join((finding.code, finding.subject or "", _POSITION.sub("", finding.where)))
    return sha256(identity.encode(errors="surrogatepass")).hexdigest()[:32]


def _message(finding: Finding, language: Language) -> str:
    """What was found and what to do about it. What SARIF would take for a link or a placeholder is escaped."""
    message = f"{finding.message.in_language(language)}\n{finding.remedy.in_language(language)}"
    message = message.replace("{", "{{").replace("}", "}}")
    return re.sub(r"([\\\[\]])", r"\\\1", message) if "](" in message else message


def _properties(finding: Finding) -> _Object:
    return {
        **({"subject": finding.subject} if finding.subject is not None else {}),
        "message": _both(finding.message),
        "remedy": _both(finding.remedy),
        "citation": str(finding.citation),
        "provenance": finding.citation.provenance.value,
    }


def _both(text: Text) -> dict[Language, str]:
    return {language: text.in_language(language) for language in get_args(Language)}
