"""Write a trained network as the files that newslint ships.

    python train/export.py model.pt lint/newslint/language/data train.conllu.xz

The ONNX graph is built by hand from the weights: the LSTMs then know each sentence's length, and every
large weight is kept in half precision and widened once, when the graph is loaded. `quantise.py` then cuts the
LSTMs to whole numbers.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "lint")]

from model import load  # noqa: E402
from network import Network  # noqa: E402
from quantise import quantised  # noqa: E402
from treebank import Tree, read  # noqa: E402

from newslint.document import plain  # noqa: E402
from newslint.language.lemmas import lemma_of  # noqa: E402

OPSET = 17
FAR = np.float32(-1e4)


class Graph:
    """Nodes and weights of a graph that is being built; every method gives the name of what it makes."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes: object) -> str:
        """A node."""
        name = f"{kind.lower()}_{len(self.nodes)}"
        names = [name] if outputs == 1 else [f"{name}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return name

    def weight(self, array: object, half: bool = False) -> str:
        """A weight; in half precision and widened when the graph is loaded, where `half` is set."""
        value = np.asarray(array)
        name = f"w{len(self.weights)}"
        if half:
            value = value.astype(np.float16)
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return self.op("Cast", name, to=TensorProto.FLOAT) if half else name

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray | None) -> str:
        """A layer."""
        y = self.op("MatMul", x, self.weight(weight.T, half=True))
        return y if bias is None else self.op("Add", y, self.weight(bias))

    def ints(self, *values: int) -> str:
        """A list of whole numbers."""
        return self.weight(np.array(values, np.int64))

    def columns(self, x: str, start: int, end: int, axis: int = 2) -> str:
        """A part of an axis."""
        return self.op("Slice", x, self.ints(start), self.ints(end), self.ints(axis))


def build(network: Network) -> onnx.ModelProto:
    """The graph: see `newslint.language.model` for what goes in and comes out."""
    state = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    shape, g = network.shape, Graph()
    tables = len(network.embeddings)
    parts = []
    for i in range(tables):
        table = g.weight(state[f"embeddings.{i}.weight"].astype(np.float16))
        ids = g.op("Squeeze", g.columns("rows", i, i + 1, axis=1), g.ints(1))
        parts.append(g.op("Gather", table, ids))
    joined = g.op("Cast", g.op("Concat", *parts, axis=1), to=TensorProto.FLOAT)
    hidden = g.op("Relu", g.linear(joined, state["form.0.weight"], state["form.0.bias"]))
    forms = g.linear(hidden, state["form.3.weight"], state["form.3.bias"])
    forms = norm(g, forms, state, "norm")
    # Time comes first in the LSTMs: (L, B, width).
    x = g.op("Gather", forms, g.op("Max", g.op("Transpose", "places", perm=[1, 0]), g.ints(0)))
    real = g.op("Cast", g.op("GreaterOrEqual", "places", g.ints(0)), to=TensorProto.INT32)
    lengths = g.op("ReduceSum", real, g.ints(1), keepdims=0)
    outputs: dict[str, str] = {}
    for index, layer in enumerate(name for name in shape.layers.split() if name != "t"):
        if index == network.tagged_after:
            x = tag(g, x, state, outputs)
        if layer != "r":
            raise ValueError(f"only recurrent layers can be exported, not {layer}")
        x = recurrent(g, x, lengths, state, index, shape.hidden)
    x = g.op("Transpose", x, perm=[1, 0, 2])
    arcs(g, x, real, state, shape.arc, outputs)
    labels(g, x, state, shape.label, outputs)
    return finish(g, tables, outputs)


def norm(g: Graph, x: str, state: dict[str, np.ndarray], name: str) -> str:
    """Layer normalisation."""
    scale, bias = (g.weight(state[f"{name}.{part}"]) for part in ("weight", "bias"))
    return g.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-5)


def recurrent(g: Graph, x: str, lengths: str, state: dict[str, np.ndarray], index: int, hidden: int) -> str:
    """An LSTM in both directions: (L, B, in) to (L, B, 2 * hidden)."""

    def stacked(part: str) -> np.ndarray:
        out = []
        for way in ("there", "back"):
            i, f, c, o = np.split(state[f"layers.{index}.{way}.{part}_l0"], 4)
            out.append(np.concatenate([i, o, f, c]))  # ONNX has the gates in another order
        return np.stack(out)

    bias = np.concatenate([stacked("bias_ih"), stacked("bias_hh")], 1)
    y = g.op(
        "LSTM",
        x,
        g.weight(stacked("weight_ih"), half=True),
        g.weight(stacked("weight_hh"), half=True),
        g.weight(bias),
        lengths,
        direction="bidirectional",
        hidden_size=hidden,
    )
    return g.op("Reshape", g.op("Transpose", y, perm=[0, 2, 1, 3]), g.ints(0, 0, 2 * hidden))


def tag(g: Graph, x: str, state: dict[str, np.ndarray], outputs: dict[str, str]) -> str:
    """Read the tags, and tell them to the layers above."""
    told = []
    for name in ("xpos", "upos", "feats", "number"):
        likely = g.op(
            "Softmax", g.linear(x, state[f"taggers.{name}.weight"], state[f"taggers.{name}.bias"]), axis=2
        )
        across = g.op("Transpose", likely, perm=[1, 0, 2])
        if name == "number":
            outputs["number"] = across
        else:
            best(g, across, name, outputs)
        if name in ("xpos", "upos"):
            told.append(likely)
    joined = g.op("Concat", *told, axis=2)
    return g.op("Add", x, g.linear(joined, state["told.weight"], state["told.bias"]))


def best(g: Graph, likely: str, name: str, outputs: dict[str, str]) -> None:
    """The likeliest value of each token, and how likely it is."""
    outputs[name] = g.op("ArgMax", likely, axis=2, keepdims=0)
    outputs[f"{name}_p"] = g.op("ReduceMax", likely, axes=[2], keepdims=0)


def halves(g: Graph, x: str, state: dict[str, np.ndarray], name: str, size: int) -> tuple[str, str]:
    """What a token is as a child, (B, L, size), and as a head, (B, 1 + L, size), with the root first."""
    both = g.op("LeakyRelu", g.linear(x, state[f"{name}.weight"], state[f"{name}.bias"]), alpha=0.1)
    child, head = g.columns(both, 0, size), g.columns(both, size, 2 * size)
    first = g.columns(head, 0, 1, axis=1)
    root = g.op("Add", g.op("Mul", first, g.weight(np.float32(0))), g.weight(state[f"{name}_root"]))
    return child, g.op("Concat", root, head, axis=1)


def arcs(
    g: Graph, x: str, real: str, state: dict[str, np.ndarray], size: int, outputs: dict[str, str]
) -> None:
    """The probability of each head of each token, and the likeliest."""
    child, head = halves(g, x, state, "arc", size)
    across = g.op("Transpose", head, perm=[0, 2, 1])
    scores = g.op("MatMul", g.op("MatMul", child, g.weight(state["arc_between"], half=True)), across)
    bias = g.linear(head, state["arc_bias.weight"], state["arc_bias.bias"])
    scores = g.op("Add", scores, g.op("Transpose", bias, perm=[0, 2, 1]))
    shut = g.op(
        "Mul", g.op("Sub", g.op("Cast", real, to=TensorProto.FLOAT), g.weight(np.float32(1))), g.weight(-FAR)
    )
    shut = g.op("Pad", g.op("Unsqueeze", shut, g.ints(1)), g.ints(0, 0, 1, 0, 0, 0))
    # No token is its own head: a diagonal, moved by one since the root is first.
    size_of = g.op("Shape", scores)
    rows = g.op("Slice", size_of, g.ints(1), g.ints(3), g.ints(0))
    own = g.op("EyeLike", g.op("ConstantOfShape", rows), k=1, dtype=TensorProto.FLOAT)
    scores = g.op("Add", g.op("Add", scores, shut), g.op("Mul", own, g.weight(FAR)))
    outputs["arcs"] = g.op("Softmax", scores, axis=2)
    outputs["heads"] = g.op("ArgMax", scores, axis=2, keepdims=0)


def labels(g: Graph, x: str, state: dict[str, np.ndarray], size: int, outputs: dict[str, str]) -> None:
    """The likeliest label of the likeliest head, and what labels of other heads are worked out from."""
    child, head = halves(g, x, state, "label", size)
    outputs["label_child"], outputs["label_head"] = child, head
    index = g.op("Expand", g.op("Unsqueeze", outputs["heads"], g.ints(2)), g.op("Shape", child))
    head = g.op("GatherElements", head, index, axis=1)
    joined = g.op("Concat", child, head, g.op("Mul", child, head), axis=2)
    likely = g.op("Softmax", g.linear(joined, state["label_out.weight"], state["label_out.bias"]), axis=2)
    best(g, likely, "deprel", outputs)


WIDE = {"arcs", "number", "label_child", "label_head"}
FLOATS = {*WIDE, "upos_p", "xpos_p", "feats_p", "deprel_p"}


def finish(g: Graph, tables: int, outputs: dict[str, str]) -> onnx.ModelProto:
    """The nodes with their inputs and outputs as a model."""
    nodes = [*g.nodes, *(helper.make_node("Identity", [inner], [name]) for name, inner in outputs.items())]
    graph = helper.make_graph(
        nodes,
        "newslint",
        [
            helper.make_tensor_value_info("rows", TensorProto.INT64, ["T", tables]),
            helper.make_tensor_value_info("places", TensorProto.INT64, ["B", "L"]),
        ],
        [
            helper.make_tensor_value_info(
                name,
                TensorProto.FLOAT if name in FLOATS else TensorProto.INT64,
                ["B", f"L_{name}", name] if name in WIDE else ["B", "L"],
            )
            for name in outputs
        ],
        g.weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def exceptions(trees: list[Tree]) -> dict[str, str]:
    """Lemmas that the training sentences give and the lexicon does not: by form in small letters and tag."""
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for form, xpos, lemma in zip(tree.forms, tree.xpos, tree.lemmas, strict=True):
            seen[plain(form).lower(), xpos][lemma] += 1
    out = {}
    for (form, xpos), counts in sorted(seen.items()):
        lemma, count = counts.most_common(1)[0]
        if xpos != "NNP" and count >= 2 and count > 0.6 * counts.total() and lemma_of(form, xpos) != lemma:
            out[f"{form} {xpos}"] = lemma
    return out


def main() -> None:
    """Read a trained network and write its files."""
    source, folder = map(Path, sys.argv[1:3])
    network, encoder, values = load(source)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "english.onnx").write_bytes(quantised(build(network)))
    label = {
        f"label_{part}": getattr(network.label_out, part).detach().numpy() for part in ("weight", "bias")
    }
    arrays = {**encoder.tables._asdict(), **label}
    (folder / "english.bin").write_bytes(b"".join(array.tobytes() for array in arrays.values()))
    values["arrays"] = {name: [array.dtype.str, *array.shape] for name, array in arrays.items()}
    values["lemmas"] = exceptions(read(Path(sys.argv[3])))
    (folder / "english.json").write_text(
        json.dumps(values, indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    for path in sorted(folder.iterdir()):
        print(f"{path.name}\t{path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
