#!/usr/bin/env python3
"""Makes protocol.json: figures of whole protocols on MovieLens 100K, worked out here from the raw files in numpy.

    protocol_numbers.py DATASETS

DATASETS holds ml-100k/u.data. Nothing of Tastescope is used: the split, the models, the masks and the metrics are written
out again. Needs numpy.

The split goes by the ids in the file, see digit(): 0 to 6 is train, 7 and 8 validation, 9 test.
"""
import json
import math
import pathlib
import sys

import numpy as np


def digit(user, item):
    """Of a pair, as good as drawn; all modulo 2^32."""
    key = (user * 2654435761 ^ item * 2246822519) % 2**32
    return (key * 3266489917 % 2**32 >> 16) % 10


def read_parts(path):
    """Users and items numbered by first appearance; each part a list of items a user."""
    users, items, pairs = {}, {}, []
    for line in open(path):
        user, item, _, _ = line.split("\t")
        pairs.append((users.setdefault(user, len(users)), items.setdefault(item, len(items)), digit(int(user), int(item))))
    train, validation, test = ([[] for _ in users] for _ in range(3))
    for user, item, part in pairs:
        (train if part < 7 else validation if part < 9 else test)[user].append(item)
    return len(users), len(items), (train, validation, test)


def expected(scores, masked, positives, k):
    """MRR, Recall@k and NDCG@k of one list, each the mean over every order of tied items."""
    keep = np.ones(len(scores), bool)
    keep[masked] = False
    relevant = np.zeros(len(scores), bool)
    relevant[positives] = True
    mrr, recall, gain, above, found = None, 0.0, 0.0, 0, 0
    for value in sorted(set(scores[positives]), reverse=True):
        above = int((scores[keep] > value).sum())
        n = int((scores[keep] == value).sum())
        r = int((scores[positives] == value).sum())
        ranks = np.arange(above + 1, above + n + 1)
        within = ranks <= k
        recall += r / n * within.sum()
        gain += r / n * (within / np.log2(ranks + 1)).sum()
        if mrr is None:  # the first of r relevant among n is the j-th with C(n - j, r - 1) / C(n, r)
            mrr = sum(math.comb(n - j, r - 1) / math.comb(n, r) / (above + j) for j in range(1, n - r + 2))
        found += r
    assert found == len(positives) and keep[positives].all()
    best = (1 / np.log2(np.arange(2, min(k, found) + 2))).sum()
    return mrr, recall / found, gain / best


def measure(score, parts, part, mask, k=10):
    train, validation, test = parts
    held = test if part == "test" else validation
    other = validation if part == "test" else test
    rows = []
    for user, positives in enumerate(held):
        if positives:
            masked = train[user] + (other[user] if mask == "known" else [])
            rows.append(expected(score(user), masked, positives, k))
    mean = np.mean(rows, 0)
    return {"users": len(rows), "mrr": mean[0], f"recall-{k}": mean[1], f"ndcg-{k}": mean[2]}


def popularity(items, train):
    counts = np.zeros(items)
    for row in train:
        counts[row] += 1
    return lambda user: counts


def user_knn(users, items, train, neighbours):
    """Cosine of binary rows; the nearest: higher cosine, smaller library, lower number. Votes are the cosines, in float."""
    rows = np.zeros((users, items), np.int64)
    for user, liked in enumerate(train):
        rows[user, liked] = 1
    shared = rows @ rows.T
    sizes = rows.sum(1)

    def score(user):
        found = [(-shared[user, v] ** 2 / sizes[v], sizes[v], v) for v in range(users) if v != user and shared[user, v]]
        votes = np.zeros(items)
        for _, _, v in sorted(found)[:neighbours]:
            votes += np.float64(np.float32(shared[user, v] / math.sqrt(sizes[user] * sizes[v]))) * rows[v]
        return votes.astype(np.float32)

    return score


def main():
    users, items, parts = read_parts(pathlib.Path(sys.argv[1]) / "ml-100k/u.data")
    train, validation, test = parts
    refit = [a + b for a, b in zip(train, validation)]
    models = {
        "popularity": popularity(items, train),
        "user-knn": user_knn(users, items, train, 50),
        "popularity refit": popularity(items, refit),
        "user-knn refit": user_knn(users, items, refit, 50),
    }
    figures = {
        name: {
            f"{part} {mask}": measure(score, parts, part, mask)
            for part in (("test",) if "refit" in name else ("test", "validation"))
            for mask in ("known", "train")
        }
        for name, score in models.items()
    }
    (pathlib.Path(__file__).parent / "protocol.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
