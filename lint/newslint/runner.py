"""The pipeline of one file, and many files at once. What comes out does not depend on the number of jobs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from . import __version__
from .anchors import Index
from .annotate import annotate
from .cache import hashed, load_pickle, prune, store_pickle
from .clock import TEXT, Clock
from .discover import Found
from .document import Document
from .engine import Engine, Plan, prepare
from .engines.beside import Beside, merged
from .errors import SourceError
from .fix import apply_fixes
from .markup import is_markdown
from .problem import Applicability, Failure, FileReport, Problem
from .resolve import in_order, resolve
from .rule import Rule
from .source import MAX_BYTES, Source, read, write
from .suppress import suppress
from .wordbook import Wordbook

if TYPE_CHECKING:
    import datetime

ROUNDS = 10  # of checking and fixing, before it is called a loop
_GROUP_FILES, _GROUP_TEXT = 32, 60_000  # files and characters that are taken together at most
_PARALLEL_BYTES = 3_000_000  # below this another process costs more than it gives


class Job(NamedTuple):
    """What to do with each file. `fix`: the least applicability of the fixes to apply, or None."""

    rules: tuple[Rule, ...]
    fix: Applicability | None = None
    write: bool = False
    max_bytes: int = MAX_BYTES
    cache_key: str | None = None
    known: tuple[str, ...] = ()  # the ids of all rules, those that do not run too
    anchors: Index | None = None  # of the rules, where it is at hand
    date: datetime.date | None = None  # of publication
    accepted: Wordbook | None = None  # the house's own words
    clock: Clock | None = None  # where the time is to be counted; then all is done in one process
    beside: Beside | None = None  # other engines


class Done(NamedTuple):
    """One file's report; `report` is None where it could not be read. `mended` is set when fixing."""

    path: str
    report: FileReport | None
    failures: tuple[Failure, ...] = ()
    original: str = ""
    mended: str | None = None
    fixed: Mapping[str, int] | None = None


def check(
    source: Source, engine: Engine, accepted: Wordbook | None = None, beside: Beside | None = None
) -> FileReport:
    """All problems of one document, in the order of its text; none in the spelling of `accepted` words."""
    [report] = check_all([source], engine, accepted, beside)
    return report


def check_all(
    sources: Sequence[Source],
    engine: Engine,
    accepted: Wordbook | None = None,
    beside: Beside | None = None,
) -> Iterator[FileReport]:
    """The reports of several documents, whose sentences are analysed together, while other engines run."""
    with engine.timed(TEXT):
        documents = [annotate(source) for source in sources]
        others = beside.begin(documents) if beside and documents else None
        foreign = beside.formats if beside else ()
        plans = [_plan(engine, document, foreign) for document in documents]
    for plan in prepare(plans):
        source, (problems, failures) = plan.document.source, engine.run(plan)
        apart: list[Problem] = []
        if others:
            found = next(others)
            problems, failures = merged(problems, found.problems), failures + found.failures
            apart = found.apart
        every = suppress([*problems, *apart], source, [r.id for r in engine.rules], engine.known, accepted)
        alone = {problem.rule for problem in apart}
        told, kept = _parted(every, alone)
        resolved = tuple(sorted((*resolve(kept), *told), key=in_order)) if told else resolve(kept)
        yield FileReport(source.path, source.text, resolved, tuple(failures))


def _parted(problems: Iterable[Problem], alone: Collection[str]) -> tuple[list[Problem], list[Problem]]:
    """The problems of these rules, and the others."""
    parts: tuple[list[Problem], list[Problem]] = ([], [])
    for problem in problems:
        parts[problem.rule not in alone].append(problem)
    return parts


def _plan(engine: Engine, document: Document, foreign: tuple[str, ...]) -> Plan:
    """What to run on a document; nothing on one in a format of which only other engines know."""
    if foreign and document.source.path.lower().endswith(foreign):
        return Plan(engine, document, [], [])
    return engine.plan(document)


def mend(
    source: Source,
    engine: Engine,
    least: Applicability,
    accepted: Wordbook | None = None,
    beside: Beside | None = None,
) -> tuple[FileReport, Counter[str]]:
    """Fix and check again until no fix is left: the report on the mended text, and the fixes by rule."""
    fixed: Counter[str] = Counter()
    report = check(source, engine, accepted, beside)
    for _ in range(ROUNDS):
        result = apply_fixes(source.text, report.problems, least)
        if result.text == source.text:
            break
        fixed.update(problem.rule for problem in result.applied)
        source = source._replace(text=result.text)
        report = check(source, engine, accepted, beside)
    return report, fixed


class Runner:
    """A job with its engine, for the files of one process."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.engine = Engine(job.rules, job.known, job.clock, job.anchors)

    def files(self, paths: Iterable[str]) -> Iterator[Done]:
        """The pipeline of the files at some paths, in order; what cannot be read or written gives a failure.

        Files that are only checked are taken together, up to a size, so that their sentences are.
        """
        group: list[Done | Source] = []
        size = 0
        for path in paths:
            one = self._read(path)
            group.append(one)
            size += len(one.text) if isinstance(one, Source) else 0
            if len(group) >= _GROUP_FILES or size >= _GROUP_TEXT or self.job.fix is not None:
                yield from self._group(group)
                group, size = [], 0
        yield from self._group(group)

    def _read(self, path: str) -> Done | Source:
        try:
            return read(path, self.job.max_bytes)._replace(date=self.job.date)
        except SourceError as error:
            return Done(path, None, (Failure(said(error), path),))

    def file(self, path: str) -> Done:
        """The pipeline of the file at one path."""
        [done] = self.files([path])
        return done

    def _group(self, group: Sequence[Done | Source]) -> Iterator[Done]:
        sources = [one for one in group if isinstance(one, Source)]
        done = map(self.source, sources) if self.job.fix is not None else self._checked(sources)
        every = (one if isinstance(one, Done) else next(done) for one in group)
        yield from every if self.job.clock else map(_slim, every)  # who counts the time counts words too

    def _checked(self, sources: Sequence[Source]) -> Iterator[Done]:
        """The reports of sources that are only checked, from the cache where it has them."""
        names = [self._cache_name(source) for source in sources]
        known = [load_pickle("results", name) if name else None for name in names]
        new = [source for source, kept in zip(sources, known, strict=True) if kept is None]
        fresh = check_all(new, self.engine, self.job.accepted, self.job.beside)
        for source, name, problems in zip(sources, names, known, strict=True):
            if problems is not None:
                yield Done(source.path, FileReport(source.path, source.text, problems))
                continue
            report = next(fresh)
            if name and not report.failures:  # a rule that took too long may be quick enough next time
                store_pickle("results", name, report.problems)
            yield Done(source.path, report)

    def _cache_name(self, source: Source) -> str | None:
        if self.job.cache_key is None:
            return None
        return hashed(self.job.cache_key, is_markdown(source.path), source.text, source.date)

    def source(self, source: Source) -> Done:
        """The pipeline of one source."""
        if self.job.fix is None:
            [done] = self._checked([source])
            return done
        accepted, beside = self.job.accepted, self.job.beside
        report, fixed = mend(source, self.engine, self.job.fix, accepted, beside)
        failures = []
        if self.job.write and report.text != source.text:
            try:
                write(source, report.text)
            except SourceError as error:
                failures.append(Failure(said(error), source.path))
                report, fixed = check(source, self.engine, accepted, beside), Counter()
        return Done(source.path, report, tuple(failures), source.text, report.text, dict(fixed))


def said(error: SourceError) -> str:
    """The error in words, without its place."""
    return f"{error.message} ({error.hint})" if error.hint else error.message


def run(
    files: Sequence[Found], job: Job, jobs: int, tick: Callable[[], object] = lambda: None
) -> Iterator[Done]:
    """Every file's outcome, in order. `jobs` 0: as many as the amount of text is worth."""
    count = 1 if job.clock else min(jobs or _worthwhile(files), len(files))
    if count <= 1:
        runner = Runner(job)
        for done in runner.files(found.path for found in files):
            yield done
            tick()
    else:
        from concurrent.futures import ProcessPoolExecutor

        size = max(1, min(16, len(files) // (4 * count)))
        with ProcessPoolExecutor(count, initializer=_start, initargs=(job,)) as pool:
            try:
                paths = [found.path for found in files]
                for some in pool.map(_some, (paths[at : at + size] for at in range(0, len(paths), size))):
                    for done in some:
                        yield done
                        tick()
            except BaseException:
                stop_workers()  # the pool would wait for the files in hand
                raise
    if job.cache_key is not None and len(files) > 100:
        prune("results")


def stop_workers() -> None:
    """End the processes that check files, at once."""
    from multiprocessing import active_children

    for worker in active_children():
        worker.terminate()


_runner: Runner | None = None


def _start(job: Job) -> None:
    import signal

    global _runner
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt from the keyboard reaches every process
    _runner = Runner(job)


def _some(paths: list[str]) -> list[Done]:
    assert _runner is not None
    return list(_runner.files(paths))


def _slim(done: Done) -> Done:
    """Without the texts that nobody will be shown, so that memory does not grow with the sound files."""
    if done.report is None or done.report.problems or done.mended != (done.original or None):
        return done
    return done._replace(report=done.report._replace(text=""), original="", mended=done.mended and "")


def _worthwhile(files: Sequence[Found]) -> int:
    import os

    total = 0
    for found in files:
        try:
            total += os.stat(found.path).st_size  # noqa: PTH116  (Path costs more than the call)
        except OSError:
            continue
    return min(os.cpu_count() or 1, max(1, total // _PARALLEL_BYTES))


def cache_key(
    stamp: str,
    rules: Sequence[Rule],
    options: Mapping[str, str] | None = None,
    beside: Beside | None = None,
) -> str:
    """What results depend on beside the document: version, files, selection, options, other engines."""
    chosen = " ".join(f"{rule.id}={int(rule.severity)}" for rule in rules)
    others = (*(engine.stamp for engine in beside.engines), beside.choice) if beside else ()
    return hashed(__version__, stamp, chosen, *sorted((options or {}).items()), *others)
