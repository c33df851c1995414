"""Findings as SARIF 2.1.0, the format in which editors and code hosts take what a check has found."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import TypeAlias, get_args
from urllib.parse import quote

import attrs

from aiprocure.checks import CHECKS, Check
from aiprocure.encoding.source_map import Region, regions_of
from aiprocure.errors import InvalidArgument, Problem
from aiprocure.errors.messages import expect
from aiprocure.errors.text import Language, Text
from aiprocure.model.finding import Finding, Ruling
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.rulings import word_ruling

__all__ = ["to_sarif"]

_Object: TypeAlias = dict[str, object]
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_POSITION = re.compile(r"/\d+(?=/|$)")


def to_sarif(
    findings: Iterable[Finding] | Mapping[str, Iterable[Finding]],
    *,
    texts: Mapping[str, str] | None = None,
    problems: Mapping[str, Iterable[Problem]] | None = None,
    language: Language = "ja",
) -> str:
    r"""Return findings as one run in SARIF 2.1.0: JSON, the same for the same findings.

    ``findings`` are those of one dossier, or of any number by the name of their file: a relative path, as the system it
    lies on writes it. ``texts`` are what the files hold, by the same names: with its text, a finding has lines and
    columns; its JSON Pointer it always has. ``problems`` are those of files that could not be read, by their names;
    they become notifications of the run. The fingerprint of a finding outlives moves within its file. Raises
    :class:`InvalidArgument` for a name that is not a relative path, and for a value of any other type.

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
    phrases = Phrases(language)
    expect(Iterable, findings)
    expect(Mapping, {} if texts is None else texts)
    expect(Mapping, {} if problems is None else problems)
    by_file = findings if isinstance(findings, Mapping) else {"": findings}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(by_file, texts or {}, problems, phrases)]}
    written = json.dumps(log, ensure_ascii=False, indent=2) + "\n"
    return written.encode(errors="replace").decode()  # a lone surrogate cannot be encoded


def _run(
    by_file: Mapping[str, Iterable[Finding]],
    texts: Mapping[str, str],
    problems: Mapping[str, Iterable[Problem]] | None,
    phrases: Phrases,
) -> _Object:
    language = phrases.language
    files = {name: index for index, name in enumerate(dict.fromkeys(filter(None, (*by_file, *(problems or {})))))}
    return {
        "tool": {"driver": _driver(language)},
        "translations": [_translation(other) for other in get_args(Language) if other != language],
        "language": language,
        "columnKind": "utf16CodeUnits",
        "artifacts": [{"location": {"uri": _uri(name)}} for name in files],
        **({} if problems is None else {"invocations": [_invocation(problems, files, phrases)]}),
        "results": _with_suppressions(
            result
            for name, found in by_file.items()
            for result in _results(found, _artifact(name, files), texts.get(name), phrases)
        ),
    }


def _with_suppressions(results: Iterable[_Object]) -> list[_Object]:
    """Results, each with its suppressions if any has some: SARIF wants all or none to say so."""
    listed = list(results)
    if any("suppressions" in result for result in listed):
        return [{"suppressions": [], **result} for result in listed]
    return listed


def _driver(language: Language) -> _Object:
    rules = [_rule(check, language) | {"defaultConfiguration": {"level": check.severity.value}} for check in CHECKS]
    return {"name": "aiprocure", **_version(), "language": language, "rules": rules}


def _version() -> _Object:
    """The version of the library, where the distribution's metadata are at hand: a single file may lack them."""
    try:
        return {"version": version("aiprocure")}
    except PackageNotFoundError:
        return {}


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
    """A check as a rule: what it finds in short, the same with what to do in full."""
    described = check.describe(language)
    remedy = check.remedy.in_language(language)
    return {
        "id": check.code,
        "name": "".join(word.capitalize() for word in check.code.split("-")),
        "shortDescription": {"text": described},
        "fullDescription": {"text": f"{described}\n{remedy}"},
        "help": {"text": remedy},
    }


def _invocation(problems: Mapping[str, Iterable[Problem]], files: Mapping[str, int], phrases: Phrases) -> _Object:
    """The run itself: it failed for the files that could not be read, each problem a notification."""
    for found in problems.values():
        expect(Iterable, found)
    notifications = [
        _notification(problem, _artifact(name, files), phrases) for name, found in problems.items() for problem in found
    ]
    return {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}


def _notification(problem: Problem, artifact: _Object | None, phrases: Phrases) -> _Object:
    expect(Problem, problem)
    location: _Object = {}
    if problem.where:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.where}]
    if artifact:
        start = {"startLine": problem.line} if problem.line else {}
        column = {"startColumn": problem.column} if problem.line and problem.column else {}
        region = {"region": {**start, **column}} if start else {}
        location["physicalLocation"] = {"artifactLocation": artifact, **region}
    said = phrases.problem(attrs.evolve(problem, file=""))
    return {
        "level": "error",
        "descriptor": {"id": problem.code},
        "message": {"text": _plain_message(said)},
        "locations": [location],
        "properties": {"message": _both(problem.text)},
    }


def _artifact(name: str, files: Mapping[str, int]) -> _Object | None:
    return {"uri": _uri(name), "index": files[name]} if name else None


def _uri(name: str) -> str:
    """The name of a file as a relative reference. One that leads elsewhere would tell where the reader's files lie."""
    expect(str, name)
    path = PurePath(name)
    if path.is_absolute() or path.drive or path.root or ".." in path.parts or not path.name:
        raise InvalidArgument(Problem.of("not-a-relative-path", value=name))
    return quote(path.as_posix(), errors="surrogatepass")


def _results(
    findings: Iterable[Finding], artifact: _Object | None, text: str | None, phrases: Phrases
) -> Iterator[_Object]:
    expect(Iterable, findings)
    if text is not None:
        expect(str, text)
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
            "message": {"text": _message(finding, phrases)},
            "locations": [location],
            "partialFingerprints": {"findingIdentity/v1": f"{identity}:{alike[identity]}"},
            **_suppressed(finding, phrases),
            "properties": _properties(finding),
        }


def _suppressed(finding: Finding, phrases: Phrases) -> _Object:
    """A suppression for each ruling by which the ministry's policy sets a finding aside, with its justification."""
    suppressions = [
        {"kind": "external", "status": "accepted", "justification": word_ruling(ruling, phrases)}
        for ruling in finding.rulings
        if ruling.sets_aside
    ]
    return {"suppressions": suppressions} if suppressions else {}


def _region(region: Region | None) -> _Object:
    """The region of the value that a pointer leads to, or of the nearest value around it that the text has."""
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


def _message(finding: Finding, phrases: Phrases) -> str:
    """What was found, what the ministry's policy says of it, and what to do about it."""
    rulings = (word_ruling(ruling, phrases) for ruling in finding.rulings)
    said = [phrases.of(part) for part in (finding.message, finding.reason) if part]
    return _plain_message("\n".join((*said, *rulings, phrases.of(finding.remedy))))


def _plain_message(message: str) -> str:
    """A message in which what SARIF would take for a link or a placeholder is escaped."""
    message = message.replace("{", "{{").replace("}", "}}")
    return re.sub(r"([\\\[\]])", r"\\\1", message) if "](" in message else message


def _properties(finding: Finding) -> _Object:
    return {
        **({"subject": finding.subject} if finding.subject is not None else {}),
        "message": _both(finding.message),
        "remedy": _both(finding.remedy),
        **({"reason": _both(finding.reason)} if finding.reason else {}),
        **({"rulings": [_ruling(each) for each in finding.rulings]} if finding.rulings else {}),
        "citation": str(finding.citation),
        "provenance": finding.citation.provenance.value,
    }


def _ruling(ruling: Ruling) -> _Object:
    words = {language: word_ruling(ruling, Phrases(language)) for language in get_args(Language)}
    return {"effect": ruling.effect.value, "message": words, "citation": str(ruling.citation)}


def _both(text: Text) -> dict[Language, str]:
    return {language: text.in_language(language) for language in get_args(Language)}
