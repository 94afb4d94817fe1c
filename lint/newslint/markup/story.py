"""The structure of a news story: headline, subheads, dateline, lead."""

from __future__ import annotations

from collections.abc import Sequence

from ..document import BODY, DATELINE, HEADLINE, LEAD, SUBHEAD, Block, Piece
from ..patterns import lazy

# NEW YORK (Dispatches) – …; LUBIN, Poland — …; PARIS, Jan. 4 (Agency) - …
_DATELINE = lazy(
    r"(?P<place>[A-Z][A-Z.’'\-]+(?:[ ,]+[A-Z][A-Z.’'\-]+)*(?:, [A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)?)?"
    r"(?:,? (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2})?"
    r"(?:,? \([^)]{2,40}\))?)"
    r"(?: ?[–—] ?| --? )(?=\S)"
)
_STOP = lazy(r"""[.!?:;,…]["'”’)\]]*$""")
_ITEM = lazy(r"[-*•–—(]|\d+[.)]\s|\d+$")
_OPENS = "‘“'\"$£€¥"  # what may stand before a headline's first letter
MAX_HEADLINE, MAX_SUBHEAD = 24, 14  # words


def with_structure(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks with their scopes set; a dateline becomes a block of its own."""
    out: list[Block] = []
    lead_seen = False
    for index, block in enumerate(blocks):
        follows = index + 1 < len(blocks)
        if block.scope != BODY:
            out.append(block)
        elif not lead_seen and index < 2 and follows and _is_head(block.text, MAX_HEADLINE):
            out.append(block._replace(scope=HEADLINE))
        elif lead_seen and follows and not block.text[:1].isdigit() and _is_head(block.text, MAX_SUBHEAD):
            out.append(block._replace(scope=SUBHEAD))
        elif lead_seen:
            out.append(block)
        else:
            lead_seen = True
            out += _split_dateline(block._replace(scope=LEAD))
    return tuple(out)


def _is_head(text: str, words: int) -> bool:
    # A head ends without a stop; one that ends in “U.S.” or asks a question looks like a sentence
    # and is told by its capitals.
    if len(text) > 12 * words or _ITEM.match(text):
        return False
    parts = text.split()
    if not 1 < len(parts) <= words or not (text[0].isupper() or text[0].isdigit() or text[0] in _OPENS):
        return False
    if _STOP.search(text):
        long = [part for part in parts if len(part) > 3 and part[0].isalpha()]
        titled = sum(part[0].isupper() for part in long)
        return (
            text[-1] in ".?!"
            and len(long) > 2
            and titled == len(long)
            and not text.endswith(("…", '."', ".”"))
        )
    return True


def _split_dateline(block: Block) -> tuple[Block, ...]:
    match = _DATELINE.match(block.text)
    if not match or len(match.group("place")) < 3:
        return (block,)
    cut = match.end()
    head = Block(DATELINE, block.text[: match.end("place")], block.pieces)
    rest = tuple(piece._replace(at=piece.at - cut) for piece in block.pieces if piece.at >= cut)
    if not rest or rest[0].at > 0:
        rest = (Piece(0, block.raw(cut, cut + 1).start), *rest)
    return head, Block(block.scope, block.text[cut:], rest)
