"""Cut the LSTMs of the network to whole numbers: quicker, and a sentence is read the same in any company.

    python train/quantise.py full.onnx lint/newslint/language/data/english.onnx

ONNX Runtime cuts what an LSTM is given, and its state at every step, to 256 levels between the least and the
greatest value of the batch, so that a sentence's levels would depend on the sentences beside it. Therefore a
phantom joins every batch: a sentence whose input holds both ends of a fixed range, and whose cells start so
full that its state holds both ends of the range of any state, ±1, at every step. The others' input is cut to
the fixed range.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import helper, numpy_helper
from onnxruntime.quantization import quantize_dynamic

Array = npt.NDArray[Any]
RANGES = (4.0, 2.0, 2.7)  # of each layer's input: what is seen is within, and a phantom fits
OPEN = 18.0  # what opens a gate as far as float numbers can tell
FULL = 1e30  # a cell that stays full to a sentence's end
STEPS = 160  # more than a sentence has tokens
TRIES = 400  # pairs of cells to try for the phantom


def quantised(model: onnx.ModelProto) -> bytes:
    """The model with its LSTMs in 8 bits, of which 7 are used: some processors overflow otherwise."""
    with TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        onnx.save(pinned(widened(model)), full)
        quantize_dynamic(full, small, ["LSTM"], per_channel=True, reduce_range=True)
        return small.read_bytes()


def widened(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with the LSTMs' weights in single precision, without the casts that made them so."""
    weights = {weight.name: weight for weight in model.graph.initializer}
    wanted = {name for node in model.graph.node if node.op_type == "LSTM" for name in node.input[1:4]}
    nodes = []
    for node in model.graph.node:
        if node.op_type == "Cast" and node.output[0] in wanted:
            value = numpy_helper.to_array(weights[node.input[0]]).astype(np.float32)
            model.graph.initializer.append(numpy_helper.from_array(value, node.output[0]))
        else:
            nodes.append(node)
    used = {name for node in nodes for name in node.input}
    kept = [weight for weight in model.graph.initializer if weight.name in used]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend(kept)
    return model


def pinned(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with a phantom in every batch of its LSTMs."""
    nodes: list[onnx.NodeProto] = []
    ranges = iter(RANGES)
    for node in model.graph.node:
        nodes += joined_by_phantom(model, node, next(ranges)) if node.op_type == "LSTM" else [node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def joined_by_phantom(model: onnx.ModelProto, lstm: onnx.NodeProto, most: float) -> Iterator[onnx.NodeProto]:
    """The nodes in place of an LSTM from (L, B, in) to (L, 2, B, hidden)."""
    values = {weight.name: weight for weight in model.graph.initializer}
    x, w, r, b, lengths = lstm.input[:5]
    weights, recurrent, bias = (numpy_helper.to_array(values[name]) for name in (w, r, b))
    size = recurrent.shape[2]
    given, cells = phantom(weights, recurrent, bias[:, : 4 * size] + bias[:, 4 * size :], most)
    own = lstm.output[0]

    def name(part: str) -> str:
        return f"{own}_{part}"

    def weight(part: str, value: object, kind: type) -> str:
        array = np.asarray(value, kind)
        model.graph.initializer.append(numpy_helper.from_array(array, name(part)))
        return name(part)

    def op(kind: str, part: str, *inputs: str, **attributes: object) -> onnx.NodeProto:
        return helper.make_node(kind, list(inputs), [name(part)], **attributes)

    yield op("Clip", "cut", x, weight("least", -most, np.float32), weight("most", most, np.float32))
    yield op("Shape", "shape", x)
    yield op("Gather", "steps", name("shape"), weight("first", [0], np.int64))
    yield op("Gather", "count", name("shape"), weight("second", [1], np.int64))
    yield op("Concat", "long", name("steps"), weight("ones", [1, 1], np.int64), axis=0)
    yield op("Expand", "phantom", weight("given", given[None, None], np.float32), name("long"))
    yield op("Concat", "all", name("cut"), name("phantom"), axis=1)
    yield op("Cast", "last", name("steps"), to=onnx.TensorProto.INT32)
    yield op("Concat", "lengths", lengths, name("last"), axis=0)
    yield op(
        "Concat",
        "wide",
        weight("two", [2], np.int64),
        name("count"),
        weight("hidden", [size], np.int64),
        axis=0,
    )
    yield op("Expand", "empty", weight("zero", [[[0]]], np.float32), name("wide"))
    yield op("Concat", "cells", name("empty"), weight("full", cells[:, None], np.float32), axis=1)
    yield op("Concat", "states", name("empty"), weight("none", np.zeros((2, 1, size)), np.float32), axis=1)
    attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in lstm.attribute}
    inputs = (name("all"), w, r, b, name("lengths"), name("states"), name("cells"))
    yield op("LSTM", "with_phantom", *inputs, **attributes)
    ends = (weight("from", [0], np.int64), weight("to", [-1], np.int64), weight("batch", [2], np.int64))
    yield helper.make_node("Slice", [name("with_phantom"), *ends], [own])


def phantom(weights: Array, recurrent: Array, bias: Array, most: float) -> tuple[Array, Array]:
    """What the phantom is given at every step, (in,), and its first cells, (2, hidden).

    Two cells of each direction are full, one above and one below zero; the input is the smallest that opens
    their output gates and keeps their forget gates open.
    """
    size, random = recurrent.shape[2], np.random.default_rng(0)
    easy = [np.argsort(-np.linalg.norm(weights[way, size : 2 * size], axis=1))[:12] for way in (0, 1)]
    idle = np.argsort(np.abs(weights).sum((0, 1)))[:2]  # what hardly any gate hears of holds the range's ends
    best: tuple[Array, Array] | None = None
    for _ in range(TRIES):
        units = [random.choice(easy[way], 2, replace=False) for way in (0, 1)]
        gates = [(way, gate * size + unit) for way in (0, 1) for unit in units[way] for gate in (1, 2)]
        rows = np.array([weights[at] for at in gates])
        wanted = [(OPEN if at[1] < 2 * size else 1.0) - bias[at] for at in gates]
        given = np.zeros(weights.shape[2])
        given[idle] = most, -most
        missing = np.array(wanted) - rows @ given
        rows[:, idle] = 0
        given += np.linalg.lstsq(rows, missing, rcond=None)[0]
        cells = np.zeros((2, size))
        for way in (0, 1):
            cells[way, units[way]] = FULL, -FULL
        fits = np.abs(given).max() <= most and all(
            full(weights[way] @ given + bias[way], recurrent[way], cells[way]) for way in (0, 1)
        )
        if fits and (best is None or np.abs(given).sum() < np.abs(best[0]).sum()):
            best = given, cells
    if best is None:
        raise ValueError(f"no phantom fits into ±{most}: widen the range")
    return best


def full(given: Array, recurrent: Array, cells: Array) -> bool:
    """Whether the state holds ±1 at every step."""
    size, state = len(cells), np.zeros(len(cells))
    for _ in range(STEPS):
        enter, leave, keep, new = np.split(given + recurrent @ state, [size, 2 * size, 3 * size])
        cells = cells / (1 + np.exp(-keep)) + np.tanh(new) / (1 + np.exp(-enter))
        state = np.tanh(cells) / (1 + np.exp(-leave))
        if state.max() < 1 - 1e-6 or state.min() > 1e-6 - 1:
            return False
    return True


def main() -> None:
    """Read a model and write it cut to whole numbers."""
    source, target = map(Path, sys.argv[1:3])
    target.write_bytes(quantised(onnx.load(source)))


if __name__ == "__main__":
    main()
