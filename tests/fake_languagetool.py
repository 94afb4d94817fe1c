"""A server that answers as LanguageTool's does, without Java: it flags the word “wrong” wherever it is read.

    python tests/fake_languagetool.py … --port 8081 …

As Java does, it counts UTF-16 code units of text and markup together. Words in a text make it misbehave.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

RULE = {"id": "WRONG_WORD", "issueType": "grammar", "category": {"id": "GRAMMAR"}}


def units(text: str) -> int:
    """How many UTF-16 code units a text has."""
    return len(text.encode("utf-16-le")) // 2


def check(annotation: list[dict[str, str]]) -> dict[str, Any]:
    """The answer to a request, after what the text asks for."""
    read = "".join(item.get("text", item.get("interpretAs", "")) for item in annotation)
    if "sleep" in read:
        time.sleep(5)
    if "mute" in read:
        return {}
    matches, before = [], 0
    for item in annotation:
        text = item.get("text", "")
        matches += [
            {
                "offset": before + units(text[: match.start()]),
                "length": units(match[0]),
                "message": "It is wrong.",
                "replacements": [{"value": "right"}],
                "rule": RULE,
            }
            for match in re.finditer("wrong", text)
        ]
        before += units(text or item["markup"])
    return {"matches": matches, "warnings": {"incompleteResults": "halfway" in read}}


class Handler(BaseHTTPRequestHandler):
    """The paths of LanguageTool's server that newslint asks."""

    def do_GET(self) -> None:
        name = "Other" if "other" in self.path else "LanguageTool"
        answers = {
            "info": {"software": {"name": name, "version": "6.7"}},
            "languages": [{"code": "en", "longCode": "en-US"}],
        }
        self._answer(200, json.dumps(answers[self.path.rsplit("/", 1)[-1]]))

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        data = json.loads(form["data"][0])["annotation"]
        if any("break" in item.get("text", "") for item in data):
            self._answer(500, "Error: Internal Error: it broke")
        else:
            self._answer(200, json.dumps(check(data)))

    def _answer(self, code: int, text: str) -> None:
        body = text.encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """A server in a thread of its own; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    port = int(sys.argv[sys.argv.index("--port") + 1])
    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
