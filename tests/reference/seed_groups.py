#!/usr/bin/env python3
"""How often two groups of seeds of one setting are called different: the false alarms of `runs compare --group`.

    seed_groups.py CLI DATASET FOLDER [name=value ...]

Trains BPR with 20 seeds, cuts them 100 times at random into two groups and counts the cuts whose p is at most 0.05, by MRR
on validation and test; beside it the pairs of single runs. The two groups have to be two settings: the second has another
batch_size, which by SGD changes nothing, so a run of it has the same bits. core/evaluation/README.md has what it printed.
"""
import json
import pathlib
import random
import subprocess
import sys

SEEDS = range(1, 21)
CUTS = 100
BATCHES = (16_384, 8_192)


def call(cli, *words):
    return json.loads(subprocess.run([cli, *map(str, words), "--json"], check=True, capture_output=True).stdout)


def train(cli, data, folder, settings):
    """The runs by batch and seed."""
    runs = {}
    for batch in BATCHES:
        options = [word for setting in [*settings, f"batch_size={batch}"] for word in ("--set", setting)]
        for seed in SEEDS:
            run = runs[batch, seed] = folder / f"{batch}-{seed}"
            if not (run / "record.json").exists():
                call(cli, "train", data, "--model", "bpr", "--seed", seed, *options, "--no-history", "--threads", 1, "--out", run)
    return runs


def alarms_of_groups(compare, runs, size):
    rng = random.Random(size)
    alarms = 0
    for _ in range(CUTS):
        seeds = rng.sample(SEEDS, 2 * size)
        named = [runs[BATCHES[place >= size], seed] for place, seed in enumerate(seeds)]
        (pair,) = compare(*named, "--group")
        assert pair["seeds_a"] == pair["seeds_b"] == size
        alarms += pair["p"] <= 0.05
    return alarms


def main():
    cli, data, folder, *settings = sys.argv[1:]
    folder = pathlib.Path(folder)
    runs = train(cli, data, folder, settings)
    for part in ("validation", "test"):
        def compare(*words):
            return call(cli, "runs", "compare", *words, "--metric", "mrr", "--part", part, "--threads", 1, "--workspace", folder)["pairs"]
        singles = compare(*(runs[BATCHES[0], seed] for seed in SEEDS))
        print(f"{part}: single runs {sum(pair['p'] <= 0.05 for pair in singles)} of {len(singles)}", flush=True)
        for size in (5, 10):
            print(f"{part}: two groups of {size} seeds {alarms_of_groups(compare, runs, size)} of {CUTS}", flush=True)


if __name__ == "__main__":
    main()
