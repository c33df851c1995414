"""A dossier in, findings out, over HTTP: ``uvicorn service:app``, then POST a dossier as JSON to ``/findings``."""

import json

from fastapi import FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

import aiprocure as ap
from aiprocure.errors import InvalidDossier, Problem

MOST_PROBLEMS = 100

app = FastAPI(title="aiprocure", docs_url=None, redoc_url=None)


@app.post("/findings")
async def find(request: Request) -> JSONResponse:
    """Answer with every finding about the dossier; with 422 and every problem where it is none."""
    body = bytearray()
    async for chunk in request.stream():  # counted before anything is parsed, whatever the headers say
        body += chunk
        if len(body) > ap.dossiers.MOST_BYTES:
            raise HTTPException(413, f"a dossier has at most {ap.dossiers.MOST_BYTES} bytes")
    return await run_in_threadpool(answer, bytes(body))  # so that no other request waits


def answer(body: bytes) -> JSONResponse:
    """Return the answer to a body that is short enough."""
    try:
        return JSONResponse(judge(body))
    except InvalidDossier as error:
        told = [{"where": problem.where, "what": problem.what} for problem in error.problems[:MOST_PROBLEMS]]
        return JSONResponse({"problems": told, "more": len(error.problems) - len(told)}, status_code=422)


def judge(body: bytes) -> dict[str, object]:
    """Return the findings about the dossier that a body holds, as plain data."""
    try:
        data = json.loads(body.decode(), object_pairs_hook=unrepeated)
    except (ValueError, RecursionError) as error:
        raise InvalidDossier([Problem("", f"not JSON that can be read: {error}")]) from None
    dossier = ap.dossiers.from_data(data)
    findings = ap.check(dossier, ap.editions.load(dossier.edition))
    return {"edition": dossier.edition, "findings": [ap.encoding.to_data(finding) for finding in findings]}


def unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a table as a dictionary, where no key hides another of the same name."""
    if len(table := dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice in one table")
    return table
