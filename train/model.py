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
from collections.abc import Callable
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
WEIGHTS = {"feats": 0.5, "upos": 0.5}  # of the losses; 1 for the others
LONGEST = 120  # tokens of a sentence to learn from
Outputs = tuple[dict[str, Tensor], Tensor, Tensor, Tensor]


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
        self.rows = torch.from_numpy(encoder(list(place)))
        self.places = torch.from_numpy(places)
        self.gold = {name: torch.from_numpy(array) for name, array in gold.items()}


Make = Callable[[list[Tree], list[list[int]]], Batch]


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


def loss_of(
    outputs: Outputs, gold: dict[str, Tensor], taught: dict[str, Tensor] | None, share: float
) -> Tensor:
    """The sum of cross entropies; where it is taught, so much of it against the teacher's probabilities."""
    tags, arcs, labels, _ = outputs
    total = torch.zeros(())
    for name, scores in {**tags, "heads": arcs, "deprels": labels}.items():
        flat, target = scores.flatten(0, 1), gold[name].flatten()
        one = functional.cross_entropy(flat, target, ignore_index=-1)
        if taught and name in taught:
            real = target >= 0
            soft = taught[name].flatten(0, 1)[real].float()
            one = (1 - share) * one + share * functional.cross_entropy(flat[real], soft)
        total = total + WEIGHTS.get(name, 1.0) * one
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


def noisy_batches(
    trees: list[Tree], options: argparse.Namespace, rng: random.Random, make: Make
) -> list[Batch]:
    """One pass over the sentences, with noise in a share of them, as batches in random order."""
    out = []
    for part in batches(trees, options.tokens, rng):
        drawn = [
            noised(tree, rng) if rng.random() < options.noise else (tree, demanded(tree)) for tree in part
        ]
        kept = [(tree, asked) for tree, asked in drawn if len(tree)]
        out.append(make([tree for tree, _ in kept], [asked for _, asked in kept]))
    return out


@torch.no_grad()
def taught_by(teachers: list[Network], batch: Batch) -> dict[str, Tensor]:
    """The mean of the teachers' probabilities, in half precision; not of the number asked for."""
    heads = batch.gold["heads"].clamp(min=0)
    outputs = [teacher(batch.rows, batch.places, heads) for teacher in teachers]
    parts = [{**o[0], "heads": o[1], "deprels": o[2]} for o in outputs]
    names = parts[0].keys() - {"number"}
    return {name: torch.stack([p[name].softmax(2) for p in parts]).mean(0).half() for name in sorted(names)}


def train(options: argparse.Namespace) -> None:
    """Train, log, and save the averaged weights with all that is needed to use them."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    trees, dev, test = (read(options.treebanks / f"{n}.conllu.xz") for n in ("train", "dev", "ewt_test"))
    tables, inventory = build(trees), Inventory(trees)
    encoder, shape = Encoder(tables), Shape(**json.loads(options.shape))
    sizes = {name: len(inventory.values[name]) for name in TAGS}
    network = Network(features(encoder.words), sizes, len(inventory.values["deprels"]), shape)
    print(f"{sum(p.numel() for p in network.parameters()):,} parameters", shape, flush=True)
    started = time.time()
    teachers = [load(path)[0] for path in options.teacher]
    short = [tree for tree in trees if len(tree) <= LONGEST]

    def draw() -> list[tuple[Batch, dict[str, Tensor] | None]]:
        made = noisy_batches(short, options, rng, lambda *two: Batch(*two, encoder, inventory))
        return [(batch, taught_by(teachers, batch) if teachers else None) for batch in made]

    # What a teacher says is dear, so that a taught network sees a few drawings of the noise again and again.
    drawings = [draw() for _ in range(options.drawings if teachers else 1)]
    print(f"{len(drawings)} drawings of {len(drawings[0])} batches {time.time() - started:.0f} s", flush=True)
    optimiser = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
    steps = options.epochs * (len(drawings[0]) + 5)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, options.rate, steps, pct_start=0.1, final_div_factor=100
    )
    averaging = torch.optim.swa_utils.get_ema_multi_avg_fn(0.997)
    average = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=averaging, use_buffers=True)
    for epoch in range(options.epochs):
        network.train()
        total = 0.0
        drawing = drawings[epoch % len(drawings)]
        rng.shuffle(drawing)
        for batch, taught in drawing:
            heads = batch.gold["heads"].clamp(min=0)
            loss = loss_of(network(batch.rows, batch.places, heads), batch.gold, taught, options.share)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            average.update_parameters(network)
            total += float(loss.detach())
        line = f"epoch {epoch + 1} loss {total / len(drawing):.3f} {time.time() - started:.0f} s"
        if epoch % options.every == options.every - 1 or epoch == options.epochs - 1:
            line += f" dev {scores(average.module, dev, encoder, inventory)}"
            save(options.out, average.module, inventory, tables)
        print(line, flush=True)
        if not teachers:
            drawings = [draw()]
    print("test", scores(average.module, test, encoder, inventory), flush=True)


def save(path: Path, network: Network, inventory: Inventory, tables: Tables) -> None:
    """Write the weights with all that is needed to use them."""
    kept = {"shape": vars(network.shape), "values": inventory.values, "tables": tables._asdict()}
    torch.save({**kept, "state": network.state_dict()}, path)


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
    parser.add_argument("--noise", type=float, default=0.5, help="share of noisy sentences")
    parser.add_argument("--share", type=float, default=0.5, help="of the loss that is against the teachers")
    parser.add_argument("--drawings", type=int, default=5, help="of the noise, where there are teachers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--shape", default="{}", help="sizes, as json: see network.Shape")
    parser.add_argument("--teacher", type=Path, action="append", default=[])
    train(parser.parse_args())


if __name__ == "__main__":
    main()
