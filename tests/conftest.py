"""What all tests share: their own cache folder, the shared materials, and no silent skips in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
NO_SHARED = "the shared materials are not beside this checkout"

settings.register_profile(
    "ci",
    deadline=None,
    max_examples=60,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("ci"), max_examples=3000, derandomize=False)
settings.load_profile("ci")

_skipped: list[str] = []


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    from newslint.cache import cache_folder

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        cache_folder.cache_clear()
        yield
    cache_folder.cache_clear()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of materials beside the checkout; without it the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip(NO_SHARED)
    return SHARED


def _note(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if NO_SHARED in reason and not SHARED.is_dir():
        return
    _skipped.append(f"{report.nodeid}: {reason}")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _note(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    _note(report)


def _skips_count() -> bool:
    return bool(_skipped and os.environ.get("CI"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if (
        _skips_count()
        and not hasattr(session.config, "workerinput")
        and session.exitstatus == pytest.ExitCode.OK
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _skips_count():
        terminalreporter.write_line(f"in CI no test may be skipped: {'; '.join(_skipped)}", red=True)
