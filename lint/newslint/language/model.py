"""The network at work: sentences of forms in, tags and trees out. One thread, batches of bounded size."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime

from ..errors import Location, ModelError
from .decode import is_tree, tree
from .features import Encoder, Tables
from .lemmas import Lemmatiser

MAX_TOKENS = 150  # of one sentence; a longer one is analysed in parts
BATCH = 1_000  # places of a batch, padding counted: larger ones outgrow the processor's cache
_FILES = ("english.onnx", "english.bin", "english.json")
Array = npt.NDArray[Any]


class Raw(NamedTuple):
    """What the network says of one sentence of n tokens: lists of n. Heads count from 1, 0 is the root."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    heads: list[int]
    deprels: list[str]
    sure_tag: list[float]  # the probability of the Penn tag
    sure_arc: list[float]  # of head and label together
    plural: list[float]  # for a finite verb: how likely its subject asks for the plural, against the singular


class Model:
    """The shipped network. Making one reads its files; ModelError where one is missing or damaged."""

    def __init__(self, folder: Path) -> None:
        graph, tables, values = (folder / name for name in _FILES)
        self.values = _readable(values, _values)
        self.names = {
            name: ["" if value == "_" else value for value in self.values[key]]
            for name, key in (("upos", "upos"), ("xpos", "xpos"), ("feats", "feats"), ("deprel", "deprels"))
        }
        self.lemmatise = Lemmatiser(self.values["lemmas"])
        arrays = _readable(tables, lambda path: _arrays(path, self.values["arrays"]))
        self.encoder = Encoder(Tables(arrays["words"], arrays["forms"], arrays["rows"]))
        self.label_weight, self.label_bias = arrays["label_weight"], arrays["label_bias"]
        self.session = _readable(graph, _session)
        self.outputs = [output.name for output in self.session.get_outputs()]

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Raw]:
        """Tags and trees of sentences, each a sequence of forms. None may be longer than MAX_TOKENS."""
        out: list[Raw | None] = [None] * len(sentences)
        for batch in _batches(sentences):
            for index, raw in zip(batch, self._batch([sentences[i] for i in batch]), strict=True):
                out[index] = raw
        return [raw for raw in out if raw is not None]

    def _batch(self, sentences: list[Sequence[str]]) -> Iterator[Raw]:
        rows, places = self._inputs(sentences)
        found = dict(
            zip(self.outputs, self.session.run(self.outputs, {"rows": rows, "places": places}), strict=True)
        )
        sizes = [len(sentence) for sentence in sentences]
        heads = found["heads"].tolist()
        for i, n in enumerate(sizes):  # the best heads one by one are a tree for most sentences
            heads[i] = heads[i][:n]
            if not is_tree(heads[i]):
                old, heads[i] = heads[i], tree(found["arcs"][i, :n, : n + 1])
                self._relabel(found, i, [at for at in range(n) if old[at] != heads[i][at]], heads[i])
        arcs = np.take_along_axis(found["arcs"], found["heads"][:, :, None], 2)[:, :, 0]
        sure = (arcs * found["deprel_p"]).tolist()
        number = found["number"]
        plural = (number[:, :, 2] / (number[:, :, 1] + number[:, :, 2] + 1e-9)).tolist()
        named = [self._named(name, found) for name in self.names]
        sure_tag = found["xpos_p"].tolist()
        for i, n in enumerate(sizes):
            upos, xpos, feats, deprels = (values[i][:n] for values in named)
            yield Raw(upos, xpos, feats, heads[i], deprels, sure_tag[i][:n], sure[i][:n], plural[i][:n])

    def _relabel(self, found: dict[str, Array], i: int, places: list[int], heads: list[int]) -> None:
        """Put the tree's heads in place of the best ones, with the labels that go with them."""
        at = [heads[place] for place in places]
        child, head = found["label_child"][i, places], found["label_head"][i, at]
        scores = np.concatenate([child, head, child * head], 1) @ self.label_weight.T + self.label_bias
        likely = np.exp(scores - scores.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        found["heads"][i, places] = at
        found["deprel"][i, places] = likely.argmax(1)
        found["deprel_p"][i, places] = likely.max(1)

    def _named(self, name: str, found: dict[str, Array]) -> list[list[str]]:
        values = self.names[name]
        return [[values[i] for i in ids] for ids in found[name].tolist()]

    def _inputs(self, sentences: list[Sequence[str]]) -> tuple[Array, Array]:
        """Rows of the distinct forms, and each token's place in them."""
        place: dict[str, int] = {}
        places = np.full((len(sentences), max(map(len, sentences))), -1, np.int64)
        for i, sentence in enumerate(sentences):
            places[i, : len(sentence)] = [place.setdefault(form, len(place)) for form in sentence]
        return self.encoder(list(place)), places


def _batches(sentences: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Indices of sentences of like length, in batches of bounded size."""
    batch: list[int] = []
    for index in sorted(range(len(sentences)), key=lambda i: len(sentences[i])):
        size = len(sentences[index])
        if not size or size > MAX_TOKENS:
            raise ValueError(f"a sentence of {size} tokens")
        if batch and (len(batch) + 1) * size > BATCH:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _readable(path: Path, read: Any) -> Any:
    try:
        return read(path)
    except FileNotFoundError:
        raise ModelError(
            "the language model is missing", Location(str(path)), "install newslint again"
        ) from None
    except Exception as error:
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise ModelError(
            f"the language model is damaged: {reason}", Location(str(path)), "install newslint again"
        ) from error


def _values(path: Path) -> dict[str, Any]:
    """The values of tags and labels, the exceptions of the lemmatiser, and the shapes of the arrays."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for name in ("upos", "xpos", "feats", "deprels", "lemmas", "arrays"):
        found[name]  # a file that lacks one is damaged
    return found


def _arrays(path: Path, shapes: dict[str, list[Any]]) -> dict[str, Array]:
    """The arrays, which lie one after the other in the file: a .npz would cost the import of zipfile."""
    data = path.read_bytes()
    arrays: dict[str, Array] = {}
    at = 0
    for name, (kind, *shape) in shapes.items():
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(data, kind, count, at).reshape(shape)
        at += arrays[name].nbytes
    if at != len(data):
        raise ValueError(f"{len(data)} bytes in place of {at}")
    return arrays


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Batches have many shapes, and a pool of memory for each would only grow.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


@cache
def default_model() -> Model:
    """The model that comes with newslint, read once a process."""
    return Model(Path(__file__).parent / "data")
