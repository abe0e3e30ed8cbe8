#!/usr/bin/env python3
"""Makes model_numbers.json: EASE, item-KNN and iALS on a small case, worked out with numpy straight from their formulas.

Needs: pip install numpy. Run it again only to add a case; the numbers are kept in the project.
"""
import json
import pathlib

import numpy as np

USERS, ITEMS = 40, 30


def likes():
    """Users who like little and users who like much, items of all popularities; one item that nobody likes."""
    rng = np.random.default_rng(11)
    chance = np.outer(rng.uniform(0.2, 1, USERS), rng.uniform(0.1, 0.8, ITEMS))
    rows = (rng.random((USERS, ITEMS)) < chance).astype(float)
    rows[:, 7] = 0
    rows[rows.sum(1) == 0, 3] = 1
    return rows


def ease(rows, l2):
    """Steck 2019, equation 8: B = I - P diagMat(1 / diag(P))."""
    inverse = np.linalg.inv(rows.T @ rows + l2 * np.eye(ITEMS))
    weights = np.eye(ITEMS) - inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return {"l2": l2, "scores": np.round(rows @ weights, 9).tolist()}


def item_knn(rows, weighting, neighbours, shrinkage):
    """Cosine of weighted columns; the nearest of each item vote for it."""
    by_user, by_item = rows.sum(1), rows.sum(0)
    if weighting == "bm25":
        users = np.clip(np.log(ITEMS / (1 + by_user)) / np.log(ITEMS / 2), 0, 1)
        votes = 2.2 / (1.2 * (0.25 + 0.75 * by_item / by_item.mean()) + 1)
    else:
        users = np.log(ITEMS / by_user) if weighting == "tfidf" else np.ones(USERS)
        votes = np.ones(ITEMS)
    weighted = rows * users[:, None]
    shared = weighted.T @ weighted
    lengths = np.sqrt(np.diag(shared))
    with np.errstate(invalid="ignore"):
        similarity = np.nan_to_num(shared / (np.outer(lengths, lengths) + shrinkage))
    np.fill_diagonal(similarity, 0)
    kept = np.zeros_like(similarity)
    for item in range(ITEMS):
        order = sorted(range(ITEMS), key=lambda j: (-round(similarity[j, item], 12), by_item[j], j))[:neighbours]
        kept[order, item] = similarity[order, item] * votes[order]
    return {"weighting": weighting, "neighbours": neighbours, "shrinkage": shrinkage, "scores": np.round(rows @ kept, 9).tolist()}


def ials(rows, dimension, alpha, l2):
    """The solution for every user, the items given: Hu, Koren, Volinsky 2008, equation 4, with l2 times the weight of
    the row as in Rendle et al. 2022."""
    rng = np.random.default_rng(12)
    items = np.round(rng.normal(0, 0.5, (ITEMS, dimension)), 3).astype(np.float32)
    y = items.astype(float)
    users = []
    for row in rows:
        confidence = np.diag(1 + alpha * row)
        pull = l2 * (alpha * row.sum() + ITEMS) * np.eye(dimension)
        users.append(np.linalg.solve(y.T @ confidence @ y + pull, y.T @ confidence @ row))
    return {"alpha": alpha, "l2": l2, "items": np.round(y, 3).tolist(), "users": np.round(users, 14).tolist()}


rows = likes()
numbers = {
    "items": ITEMS,
    "likes": [np.flatnonzero(row).tolist() for row in rows],
    "ease": [ease(rows, l2) for l2 in (0.5, 20.0)],
    "item_knn": [item_knn(rows, *case) for case in (("binary", 5, 0.0), ("tfidf", 8, 0.5), ("bm25", 6, 2.0))],
    "ials": [ials(rows, 5, 2.5, 0.03), ials(rows, 16, 20.0, 0.001)],
}
pathlib.Path(__file__).with_name("model_numbers.json").write_text(json.dumps(numbers) + "\n")
