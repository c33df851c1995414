"""A dossier in, findings out, over HTTP: ``uvicorn service:app``, then POST a dossier as JSON to ``/findings``.

Where the environment names a ministry's policy (``AIPROCURE_PROFILE=policy.toml``), it is checked by that as well.
"""

import os

from fastapi import FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

import aiprocure as ap
from aiprocure.errors import InvalidDossier

MOST_PROBLEMS = 100
PROFILE = ap.profiles.load(os.environ["AIPROCURE_PROFILE"]) if "AIPROCURE_PROFILE" in os.environ else None

app = FastAPI(title="aiprocure", docs_url=None, redoc_url=None)


@app.post("/findings")
async def find(request: Request) -> JSONResponse:
    """Answer with every finding about the dossier; with 422 and every problem where it is not one."""
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
        problems = [ap.encoding.to_data(problem) for problem in error.problems[:MOST_PROBLEMS]]
        return JSONResponse({"problems": problems, "more": len(error.problems) - len(problems)}, status_code=422)


def judge(body: bytes) -> dict[str, object]:
    """Return the findings about the dossier that a body holds, as plain data."""
    if PROFILE is None:
        dossier = ap.dossiers.loads(body, form="json")
        edition = ap.editions.load(dossier.edition)
    else:  # a dossier of another edition is refused, and one of this may name the ministry's own items
        edition = PROFILE.extend(ap.editions.load(PROFILE.edition))
        dossier = ap.dossiers.loads(body, form="json", edition=edition)
    findings = ap.check(dossier, edition, PROFILE)
    return {"edition": dossier.edition, "findings": [ap.encoding.to_data(finding) for finding in findings]}
