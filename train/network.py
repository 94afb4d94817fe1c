"""The network: rows of ids in, tags, features, arcs and labels out.

Embeddings of a form's features are joined and pass a layer of their own, once for each distinct form of a
batch. LSTMs in both directions see the sentence; tags are read half-way and told to the layers above. Arcs
are biaffine (Dozat & Manning 2017); a label is read from child, head and their product, for the head that
was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from newslint.language.features import Feature


@dataclass(frozen=True)
class Shape:
    """The sizes. `layers`: an `r` for each recurrent layer, and `t` where tags are read."""

    width: int = 192
    layers: str = "r r t r"
    hidden: int = 96
    form: int = 256
    arc: int = 96
    label: int = 64
    dropout: float = 0.2
    word_dropout: float = 0.15


class Dropout(nn.Module):
    """Dropout of the same units all along a sentence (Gal & Ghahramani 2016)."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """The units that stay, made larger by as much as was lost."""
        if not self.training or not self.share:
            return x
        size = (x.shape[0], 1, x.shape[2]) if x.dim() == 3 else x.shape
        return x * (torch.rand(size) >= self.share).to(x.dtype) / (1 - self.share)


class Recurrent(nn.Module):
    """An LSTM in both directions. The way back starts at each sentence's own last token."""

    def __init__(self, into: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.there = nn.LSTM(into, hidden, batch_first=True)
        self.back = nn.LSTM(into, hidden, batch_first=True)
        self.dropout = Dropout(dropout)
        for lstm in (self.there, self.back):
            nn.init.constant_(lstm.bias_hh_l0[hidden : 2 * hidden], 1.0)

    def forward(self, x: Tensor, turned: Tensor) -> Tensor:
        """(B, L, into) to (B, L, 2 * hidden); `turned`: see `_turned`."""
        y = self.back(x.gather(1, turned.expand(-1, -1, x.shape[2])))[0]
        y = y.gather(1, turned.expand(-1, -1, y.shape[2]))
        return self.dropout(torch.cat([self.there(x)[0], y], 2))


def _turned(mask: Tensor) -> Tensor:
    """(B, L, 1): the places of each sentence's tokens from its last to its first; padding stays."""
    at = torch.arange(mask.shape[1]).view(1, -1, 1)
    back = mask.sum(1, keepdim=True).long() - 1 - at
    return torch.where(back >= 0, back, at)


class Network(nn.Module):
    """Tags of each token, the scores of each head for it, and the label of each head that is given."""

    def __init__(
        self, features: tuple[Feature, ...], sizes: dict[str, int], labels: int, shape: Shape
    ) -> None:
        super().__init__()
        self.shape = shape
        self.embeddings = nn.ModuleList(nn.Embedding(f.ids, f.width, padding_idx=0) for f in features)
        for embedding in self.embeddings:
            nn.init.normal_(embedding.weight, std=0.3)
        total = sum(f.width for f in features)
        self.form = nn.Sequential(
            nn.Linear(total, shape.form),
            nn.ReLU(),
            Dropout(shape.dropout),
            nn.Linear(shape.form, shape.width),
        )
        self.norm = nn.LayerNorm(shape.width)
        kinds = shape.layers.split()
        self.layers = nn.ModuleList(
            Recurrent(shape.width if n == 0 else 2 * shape.hidden, shape.hidden, shape.dropout)
            for n in range(kinds.count("r"))
        )
        self.tagged_after = kinds.index("t")
        self.taggers = nn.ModuleDict({name: nn.Linear(shape.width, size) for name, size in sizes.items()})
        self.told = nn.Linear(sizes["xpos"] + sizes["upos"], shape.width)
        self.dropout = Dropout(shape.dropout)
        self.arc = nn.Linear(shape.width, 2 * shape.arc)
        self.arc_root = nn.Parameter(torch.randn(1, 1, shape.arc) * 0.1)
        self.arc_between = nn.Parameter(torch.zeros(shape.arc, shape.arc))
        self.arc_bias = nn.Linear(shape.arc, 1)
        self.label = nn.Linear(shape.width, 2 * shape.label)
        self.label_root = nn.Parameter(torch.randn(1, 1, shape.label) * 0.1)
        self.label_out = nn.Linear(3 * shape.label, labels)
        nn.init.xavier_uniform_(self.arc_between)
        self.activation = nn.LeakyReLU(0.1)

    def forward(
        self, rows: Tensor, places: Tensor, heads: Tensor
    ) -> tuple[dict[str, Tensor], Tensor, Tensor, Tensor]:
        """Tags, arcs, labels and heads of a batch.

        `rows` (T, F): the distinct forms. `places` (B, L): each token's place in them, -1 past the end.
        `heads` (B, L): -1 where the best is to be taken. Gives tags {name: (B, L, n)}, arcs (B, L,
        1 + L), where 0 is the root, labels (B, L, n) of the heads, and the heads.
        """
        if self.training and self.shape.word_dropout:
            rows = self._dropped(rows)
        joined = torch.cat([table(rows[:, i]) for i, table in enumerate(self.embeddings)], 1)
        forms = self.norm(self.form(self.dropout(joined)))
        mask = (places >= 0).unsqueeze(2).to(forms.dtype)
        turned = _turned(mask)
        x = self.dropout(forms[places.clamp(min=0)])
        tags: dict[str, Tensor] = {}
        for index, layer in enumerate(self.layers):
            if index == self.tagged_after:
                tags = {name: tagger(self.dropout(x)) for name, tagger in self.taggers.items()}
                x = x + self.told(torch.cat([tags["xpos"].softmax(2), tags["upos"].softmax(2)], 2))
            x = layer(x, turned)
        arcs, best = self._arcs(x, mask)
        heads = torch.where(heads < 0, best, heads)
        return tags, arcs, self._labels(x, heads), heads

    def _dropped(self, rows: Tensor) -> Tensor:
        """Some words are unknown, some clusters and readings are not had, so that the net can do without."""
        rows = rows.clone()
        keep = torch.rand(len(rows), 3)
        rows[:, 0] = torch.where(keep[:, 0] < self.shape.word_dropout, 1, rows[:, 0])
        rows[:, 6:8] *= (keep[:, 1:2] > 0.1).to(rows.dtype)
        rows[:, 8:10] *= (keep[:, 2:3] > 0.1).to(rows.dtype)
        return rows

    def _arcs(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        child, head = self.dropout(self.activation(self.arc(x))).chunk(2, 2)
        head = torch.cat([self.arc_root.expand(x.shape[0], -1, -1), head], 1)
        arcs = child @ self.arc_between @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        open_ = torch.cat([torch.ones_like(mask[:, :1]), mask], 1).transpose(1, 2)
        arcs = arcs + (open_ - 1) * 1e4
        itself = functional.pad(torch.eye(x.shape[1], dtype=x.dtype), (1, 0))
        arcs = arcs - itself * 1e4
        return arcs, arcs.argmax(2)

    def _labels(self, x: Tensor, heads: Tensor) -> Tensor:
        child, head = self.dropout(self.activation(self.label(x))).chunk(2, 2)
        head = torch.cat([self.label_root.expand(x.shape[0], -1, -1), head], 1)
        head = head.gather(1, heads.unsqueeze(2).expand(-1, -1, head.shape[2]))
        return self.label_out(torch.cat([child, head, child * head], 2))
