#!/usr/bin/env python3
"""Makes numbers.json: small cases worked out by other implementations, which tests/reference compares with ours.

Needs: pip install numpy scikit-learn ranx torch. Run it again only to add a case; the numbers are kept in the project.
"""
import json
import pathlib

import numpy as np
import torch
from ranx import Qrels, Run, evaluate
from sklearn.metrics.pairwise import cosine_similarity


def neighbours():
    """Cosine of binary rows, by scikit-learn."""
    rng = np.random.default_rng(1)
    rows = (rng.random((30, 40)) < 0.2).astype(int)
    similarity = cosine_similarity(rows)
    np.fill_diagonal(similarity, 0)
    return {
        "columns": 40,
        "rows": [np.flatnonzero(row).tolist() for row in rows],
        "similarity": [[round(float(x), 9) for x in row] for row in similarity],
    }


def ranking():
    """Full ranking of 40 items for 20 users with 1 to 5 relevant ones and no ties, by ranx."""
    rng = np.random.default_rng(2)
    scores = rng.permutation(20 * 40).reshape(20, 40) / 800
    relevant = [sorted(rng.choice(40, int(rng.integers(1, 6)), replace=False).tolist()) for _ in range(20)]
    qrels = Qrels({f"u{u}": {f"i{i}": 1 for i in items} for u, items in enumerate(relevant)})
    run = Run({f"u{u}": {f"i{i}": float(s) for i, s in enumerate(row)} for u, row in enumerate(scores)})
    names = ["mrr", "hit_rate@5", "recall@5", "recall@10", "ndcg@5", "ndcg@10", "map@10"]
    return {
        "scores": scores.tolist(),
        "relevant": relevant,
        "metrics": {name: float(evaluate(qrels, run, name)) for name in names},
    }


def adam():
    """Two steps of torch.optim.SparseAdam on the mean BPR loss, as the published training script takes them."""
    generator = torch.Generator().manual_seed(3)
    users = torch.nn.Embedding(4, 16, sparse=True)
    items = torch.nn.Embedding(6, 16, sparse=True)
    with torch.no_grad():
        for table in (users, items):
            table.weight.copy_(torch.rand(table.weight.shape, generator=generator) - 0.5)
    start = {"users": users.weight.tolist(), "items": items.weight.tolist()}
    batches = [[(0, 0, 1), (0, 0, 2), (1, 3, 1), (1, 3, 4)], [(0, 5, 2), (2, 4, 0)]]
    optimiser = torch.optim.SparseAdam([*users.parameters(), *items.parameters()], lr=0.05)
    losses = []
    for batch in batches:
        u, i, j = (torch.tensor(column) for column in zip(*batch))
        difference = (users(u) * items(i)).sum(1) - (users(u) * items(j)).sum(1)
        loss = torch.nn.functional.softplus(-difference).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return {
        "start": start,
        "batches": batches,
        "learning_rate": 0.05,
        "losses": losses,
        "end": {"users": users.weight.tolist(), "items": items.weight.tolist()},
    }


if __name__ == "__main__":
    numbers = {"neighbours": neighbours(), "ranking": ranking(), "adam": adam()}
    (pathlib.Path(__file__).parent / "numbers.json").write_text(json.dumps(numbers) + "\n")
