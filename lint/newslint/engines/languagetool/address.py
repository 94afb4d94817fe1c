"""Addresses of servers: which are on this machine, and whether LanguageTool answers there."""

from __future__ import annotations

import json
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from ...errors import EngineError, UsageError


def checked(address: str, allow_remote: bool) -> str:
    """The address without its end; UsageError for a wrong one, and for one that drafts may not go to."""
    given = address if "://" in address else f"http://{address}"
    try:
        parts = urlsplit(given)
        sound = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
        sound = sound and given.split() == [given]
    except ValueError:
        sound = False
    if not sound or parts.username is not None:
        raise UsageError(
            f"“{address}” is no address of a server", hint='write one as in "http://localhost:8081"'
        )
    url = given.rstrip("/").removesuffix("/v2")
    if not allow_remote and not is_local(url):
        raise UsageError(
            f"LanguageTool at {parts.hostname} is not on this machine, and drafts are confidential",
            hint="--allow-remote lets them go there",
        )
    return url


def is_local(url: str) -> bool:
    """Whether the address is this machine's, as it is written: names may be anyone's."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def ask(url: str, timeout: float) -> str:
    """The version of LanguageTool there. OSError where nothing answers, EngineError where another does."""
    parts = urlsplit(url)
    try:
        with closing(_connection(parts, timeout)) as connection:
            connection.request("GET", f"{parts.path}/v2/info")
            answer = connection.getresponse()
            software = json.loads(answer.read(100_000))["software"]
            if software["name"] == "LanguageTool":
                return str(software["version"])
    except HTTPException as error:
        raise EngineError(f"what answers at {url} is no web server: {type(error).__name__}") from None
    except (ValueError, KeyError, TypeError):
        pass
    raise EngineError(f"what answers at {url} is not LanguageTool")


def _connection(parts: SplitResult, timeout: float) -> HTTPConnection:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=timeout)
