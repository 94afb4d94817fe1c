"""Train the language model: `python train/model.py ../shared/treebanks --out model.pt`.

The seed is fixed, and a log line follows each epoch. The best weights are the mean of the last ones
(exponential moving average), as in Polyak & Juditsky (1992).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "lint")]

from network import Network, Shape  # noqa: E402
from noise import demanded, noised  # noqa: E402
from tables import build  # noqa: E402
from treebank import Tree, read  # noqa: E402

from newslint.language.features import Encoder, Tables, features  # noqa: E402

TAGS = ("upos", "xpos", "feats", "number")
NUMBERS = ["-", "Sing", "Plur"]


class Inventory:
    """The values of tags and labels."""

    def __init__(self, trees: list[Tree]) -> None:
        self.values = {
            name: sorted({value for tree in trees for value in getattr(tree, name)})
            for name in ("upos", "xpos", "feats", "deprels")
        } | {"number": NUMBERS}
        self.ids = {name: {v: i for i, v in enumerate(values)} for name, values in self.values.items()}


class Batch:
    """Sentences as tensors; -1 marks what is past the end, or has no gold value."""

    def __init__(
        self, trees: list[Tree], asked: list[list[int]], encoder: Encoder, inventory: Inventory
    ) -> None:
        place: dict[str, int] = {}
        size = max(map(len, trees))
        places = np.full((len(trees), size), -1, np.int64)
        gold = {n: np.full((len(trees), size), -1, np.int64) for n in (*TAGS, "deprels", "heads")}
        for i, tree in enumerate(trees):
            n = len(tree)
            places[i, :n] = [place.setdefault(form, len(place)) for form in tree.forms]
            for name in ("upos", "xpos", "feats", "deprels"):
                ids = inventory.ids[name]
                gold[name][i, :n] = [ids.get(value, -1) for value in getattr(tree, name)]
            gold["heads"][i, :n] = tree.heads
            gold["number"][i, :n] = asked[i]
        self.rows = torch.from_numpy(encoder(list(place)).astype(np.int64))
        self.places = torch.from_numpy(places)
        self.gold = {name: torch.from_numpy(array) for name, array in gold.items()}


def batches(trees: list[Tree], tokens: int, rng: random.Random) -> list[list[Tree]]:
    """Batches of about so many tokens, of sentences of like length, in random order."""
    order = sorted(trees, key=lambda tree: len(tree) + rng.random() * 4)
    out: list[list[Tree]] = [[]]
    for tree in order:
        if out[-1] and (len(out[-1]) + 1) * len(tree) > tokens:
            out.append([])
        out[-1].append(tree)
    rng.shuffle(out)
    return out


def loss_of(outputs, gold: dict[str, Tensor], teacher=None, share: float = 0.5) -> Tensor:
    """The sum of cross entropies; with a teacher's outputs, so much of it against the teacher's."""
    tags, arcs, labels, _ = outputs
    total = torch.zeros(())
    parts = {**tags, "heads": arcs, "deprels": labels}
    theirs = None if teacher is None else {**teacher[0], "heads": teacher[1], "deprels": teacher[2]}
    weights = {"feats": 0.5, "upos": 0.5, "number": 0.5}
    for name, scores in parts.items():
        flat, target = scores.flatten(0, 1), gold[name].flatten()
        one = functional.cross_entropy(flat, target, ignore_index=-1)
        if theirs is not None:
            real = target >= 0
            soft = theirs[name].flatten(0, 1)[real]
            one = (1 - share) * one + share * functional.cross_entropy(flat[real], soft)
        total = total + weights.get(name, 1.0) * one
    return total


@torch.no_grad()
def scores(network: Network, trees: list[Tree], encoder: Encoder, inventory: Inventory) -> dict[str, float]:
    """Accuracies in percent on gold tokens, heads by argmax; LAS with full labels."""
    network.eval()
    right = dict.fromkeys([*TAGS[:3], "uas", "las"], 0)
    total = 0
    for start in range(0, len(trees), 64):
        part = sorted(trees, key=len)[start : start + 64]
        batch = Batch(part, [demanded(tree) for tree in part], encoder, inventory)
        tags, _, labels, heads = network(batch.rows, batch.places, torch.full_like(batch.places, -1))
        real = batch.places >= 0
        total += int(real.sum())
        for name in TAGS[:3]:
            right[name] += int(((tags[name].argmax(2) == batch.gold[name]) & real).sum())
        arc = (heads == batch.gold["heads"]) & real
        right["uas"] += int(arc.sum())
        right["las"] += int((arc & (labels.argmax(2) == batch.gold["deprels"])).sum())
    return {name: round(100 * count / total, 2) for name, count in right.items()}


def train(options: argparse.Namespace) -> None:
    """Train, log, and save the averaged weights with all that is needed to use them."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    folder: Path = options.treebanks
    trees, dev, test = (read(folder / f"{n}.conllu.xz") for n in ("train", "dev", "ewt_test"))
    tables = build(trees)
    inventory = Inventory(trees)
    encoder = Encoder(tables)
    shape = Shape(**json.loads(options.shape))
    sizes = {name: len(inventory.values[name]) for name in TAGS}
    network = Network(features(encoder.words), sizes, len(inventory.values["deprels"]), shape)
    print(f"{sum(p.numel() for p in network.parameters()):,} parameters", shape, flush=True)
    teachers = [load(path)[0] for path in options.teacher]
    trees = [tree for tree in trees if len(tree) <= 120]
    steps = options.epochs * (len(batches(trees, options.tokens, rng)) + 2)
    optimiser = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, options.rate, steps, pct_start=0.1, final_div_factor=100
    )
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.997), use_buffers=True
    )
    started = time.time()
    for epoch in range(options.epochs):
        network.train()
        total = 0.0
        parts = batches(trees, options.tokens, rng)
        for part in parts:
            noisy = [
                noised(tree, rng) if rng.random() < options.noise else (tree, demanded(tree)) for tree in part
            ]
            noisy = [(tree, asked) for tree, asked in noisy if len(tree)]
            batch = Batch([tree for tree, _ in noisy], [asked for _, asked in noisy], encoder, inventory)
            heads = batch.gold["heads"].clamp(min=0)
            teacher = taught(teachers, batch, heads) if teachers else None
            loss = loss_of(network(batch.rows, batch.places, heads), batch.gold, teacher, options.share)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            average.update_parameters(network)
            total += float(loss.detach())
        seconds = time.time() - started
        line = f"epoch {epoch + 1} loss {total / len(parts):.3f} {seconds:.0f} s"
        if epoch % options.every == options.every - 1 or epoch == options.epochs - 1:
            line += f" dev {scores(average.module, dev, encoder, inventory)}"
        print(line, flush=True)
    print("test", scores(average.module, test, encoder, inventory), flush=True)
    torch.save(
        {
            "state": average.module.state_dict(),
            "shape": vars(shape),
            "values": inventory.values,
            "tables": tables._asdict(),
        },
        options.out,
    )


@torch.no_grad()
def taught(teachers: list[Network], batch: Batch, heads: Tensor):
    """The mean of the teachers' probabilities."""
    outputs = [teacher(batch.rows, batch.places, heads) for teacher in teachers]
    tags = {name: torch.stack([o[0][name].softmax(2) for o in outputs]).mean(0) for name in outputs[0][0]}
    arcs, labels = (torch.stack([o[i].softmax(2) for o in outputs]).mean(0) for i in (1, 2))
    return tags, arcs, labels


def load(path: Path) -> tuple[Network, Encoder, dict[str, list[str]]]:
    """A trained network with its encoder and the values of its tags."""
    kept = torch.load(path, weights_only=False)
    encoder = Encoder(Tables(**kept["tables"]))
    values = kept["values"]
    sizes = {name: len(values[name]) for name in TAGS}
    network = Network(features(encoder.words), sizes, len(values["deprels"]), Shape(**kept["shape"]))
    network.load_state_dict(kept["state"])
    network.eval()
    return network, encoder, values


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--every", type=int, default=3, help="epochs between scores on dev")
    parser.add_argument("--tokens", type=int, default=2000, help="of a batch")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--noise", type=float, default=0.5)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--shape", default="{}")
    parser.add_argument("--teacher", type=Path, action="append", default=[])
    train(parser.parse_args())


if __name__ == "__main__":
    main()
