"""The formats of documents, and the areas of each: plain text, Markdown, HTML, and lines of anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..document import Block, Piece
from ..errors import SourceError
from ..source import Source
from .areas import Area, Needs, area, parts
from .base import Memory
from .comments import Comments, Region
from .html_tokens import COMMENT, Token, tokens
from .placing import placed
from .project import Project
from .search import Index
from .walk import Chunk, Options, Run, Walker

_MARKDOWN = ("md", "mdown", "markdown", "markdn", "rmd", "Rmd")
_HTML = ("html", "htm", "shtml", "xhtml")
_TEXT = ("txt",)
# Vale reads these through programs of their own; what it would see is not known here.
_BEYOND = frozenset(
    "adoc asc asciidoc dita mdx myst org qdoc qdocinc qmd rest rst typ xml xsd".split(),
)
# Of these it reads the comments.
_CODE = frozenset(
    "R bsh c c++ cc clj cljc cljd cljs cp cpp cs css csx cxx ex exs gemspec go h h++ hpp hs java jl js jsx "
    "less lua php pl pm pod proto ps1 psd1 psm1 py py3 pyw qml r rb rpy rs sass sbt scala scss swift ts "
    "tsx".split()
)


class Reader(NamedTuple):
    """What is needed to cut a document: the project, what rules look for, and the scopes they ask for."""

    project: Project
    strings: Index
    needs: Needs
    styles: Sequence[str]


class Read(NamedTuple):
    """A document's areas, in order, and, once they were all asked for, where comments turned rules off."""

    areas: Iterator[Area]
    regions: Callable[[], tuple[Region, ...]] = tuple


def ending(path: str) -> str:
    """The ending of a path, without its dot."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[1] if "." in name else ""


def read(source: Source, clean: Block, reader: Reader, memory: Memory) -> Read:
    """The areas of a document, by its format, which the settings may name for its ending."""
    own = ending(source.path)
    kind = reader.project.formats.get(own, own)
    suffix = f".{own}" if own else ""
    if kind in _BEYOND or kind in _CODE or own in _CODE:
        raise SourceError(
            f"Vale’s styles are not run on .{own} files", hint="they run on .txt, .md and .html"
        )
    if kind in _MARKDOWN:
        return _markdown(clean, reader, memory, suffix, source.path)
    if kind in _HTML:
        return _html(clean, reader, memory, suffix)
    whole = area(Block(f"text{suffix}", clean.text, clean.pieces), reader.strings)
    return Read(parts(whole, reader.needs) if kind in _TEXT else iter((whole,)))


def _html(clean: Block, reader: Reader, memory: Memory, suffix: str) -> Read:
    text = clean.text

    def place(token: Token, words: str) -> Sequence[int] | None:
        return placed(text, words, token.start, token.end)

    comments = Comments(reader.styles)
    return _walked(tokens(text), clean, reader, memory, suffix, comments, place)


def _walked(
    found: Iterable[Token],
    clean: Block,
    reader: Reader,
    memory: Memory,
    suffix: str,
    comments: Comments,
    place: Callable[[Token, str], Sequence[int] | None],
) -> Read:
    project = reader.project
    wanted = reader.needs.kinds & {"link", "strong", "emphasis", "code"}
    options = Options(project.skipped_scopes, project.ignored_scopes, project.ignored_classes, wanted)
    walker = Walker(options, place, comments, suffix)

    def areas() -> Iterator[Area]:
        for chunk in walker.chunks(found):
            made = _area(chunk, clean, reader.strings)
            yield from parts(made, reader.needs, chunk.paragraph) if chunk.prose else (made,)
        memory.counts = walker.counts
        summary = Chunk(f"summary{suffix}", tuple(walker.summary), comments.off & {"off"})
        made = _area(summary, clean, reader.strings)
        memory.prose = made.text.text
        yield made

    return Read(areas(), lambda: comments.finished(len(clean.text)))


def _area(chunk: Chunk, clean: Block, index: Index) -> Area:
    """A chunk as an area, whose pieces lead through the cleaned text to the source."""
    text = "".join(run.text for run in chunk.runs)
    return area(Block(chunk.scope, text, tuple(_pieces(chunk.runs, clean))), index, chunk.off)


def _pieces(runs: Sequence[Run], clean: Block) -> Iterator[Piece]:
    at, last = 0, None
    for number, run in enumerate(runs):
        if run.offsets:
            yield from _mapped(run, at, clean)
            last = run.offsets[-1] + 1
        else:  # a space that was put in, or a text that was not found: what stands between its neighbours
            following = next((later.offsets[0] for later in runs[number:] if later.offsets), (last or 0) + 1)
            begin = max(following - 1, 0) if last is None else last
            start, end = clean.raw(
                min(begin, len(clean.text)), min(max(following, begin + 1), len(clean.text))
            )
            yield Piece(at, start, max(1, end - start))
        at += len(run.text)


def _mapped(run: Run, at: int, clean: Block) -> Iterator[Piece]:
    """The pieces of a run: one as long as its characters stand side by side."""
    assert run.offsets
    simple = len(clean.pieces) == 1 and not clean.pieces[0].width
    if simple and isinstance(run.offsets, range):
        yield Piece(at, run.offsets[0])
        return
    expected = None
    for number, offset in enumerate(run.offsets):
        start, end = clean.raw(offset, offset + 1)
        following = run.offsets[number + 1] if number + 1 < len(run.offsets) else offset + 1
        if clean.text[offset] != "&":  # an entity is as long as what it is written with
            following = offset + 1
        wide = end - start > 1 or following != offset + 1
        if wide or start != expected:
            yield Piece(at + number, start, (clean.raw(offset, following).end - start) if wide else 0)
        expected = None if wide else start + 1


def _markdown(clean: Block, reader: Reader, memory: Memory, suffix: str, path: str) -> Read:
    from .markdown import Placer, transformed
    from .matter import front_matter
    from .rendering import rendered

    matter = list(front_matter(clean, suffix, path, reader.project.ignored_scopes))
    changed = transformed(clean, reader.project, path, suffix)
    placer = Placer(clean.text, changed)
    comments = Comments(reader.styles)

    def found() -> Iterator[Token]:
        for token in tokens(rendered(changed.text)):
            if not placer.see(token):
                yield token._replace(start=placer.find(token.data)) if token.kind == COMMENT else token

    walked = _walked(found(), clean, reader, memory, suffix, comments, placer.place)

    def areas() -> Iterator[Area]:
        for block in matter:
            yield area(block, reader.strings)
        yield from walked.areas

    return Read(areas(), walked.regions)
