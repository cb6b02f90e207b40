"""Label Studio: its own server on loopback takes our tasks by its REST interface, and exports them again."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path

TYPES = ("PERSON", "ORGANISATION", "LOCATION", "DATE", "MONEY")
folder = Path(sys.argv[1])
data = Path("label-studio").absolute()
"""Kept for the next time in this session: making its tables takes it longest."""

data.mkdir(exist_ok=True)
kept = data / "token"
if not kept.exists():
    kept.write_text(secrets.token_hex(20), encoding="ascii")
token = kept.read_text(encoding="ascii")
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]


def call(path: str, content: object = None) -> object:
    """What the server answers, as JSON."""
    data = None if content is None else json.dumps(content).encode()
    headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, headers)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)


def waited() -> None:
    for _second in range(180):
        try:
            call("/api/version")
        except (urllib.error.URLError, OSError):
            time.sleep(1)
        else:
            return
    raise SystemExit("the server did not come up")


def exported() -> list[dict[str, object]]:
    config = next(folder.glob("*.xml")).read_text(encoding="utf-8")
    project = call("/api/projects/", {"title": "verslag", "label_config": config})["id"]
    call(f"/api/projects/{project}/import", json.loads((folder / "verslag.json").read_text(encoding="utf-8")))
    return call(f"/api/projects/{project}/export?exportType=JSON")


quiet = {"COLLECT_ANALYTICS": "0", "SENTRY_DSN": "", "FRONTEND_SENTRY_DSN": "", "LATEST_VERSION_CHECK": "0"}
legacy = {"LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true"}
program = Path(sys.executable).with_name("label-studio")
command = [sys.executable, str(program), "start", "--no-browser", "--internal-host", "127.0.0.1"]
command += ["--port", str(port), "--data-dir", str(data), "--username", "peer@example.org"]
command += ["--password", secrets.token_hex(8), "--user-token", token]
log = open(data / "log", "wb")  # noqa: SIM115
server = subprocess.Popen(command, env={**os.environ, **quiet, **legacy}, stdout=log, stderr=log)
read = []
error = ""
try:
    waited()
    for task in exported():
        for region in task["annotations"][0]["result"]:
            if region["type"] != "relation" and region["value"]["labels"][0] in TYPES:
                value = region["value"]
                read.append([value["labels"][0], task["data"]["text"][value["start"] : value["end"]], None])
except urllib.error.HTTPError as refusal:
    error = f"{refusal.code}: {refusal.read()[:200]!r}"
finally:
    server.terminate()
    server.wait()
    log.close()
json.dump({"versions": {"label-studio": version("label-studio")}, "read": read, "error": error}, sys.stdout)
