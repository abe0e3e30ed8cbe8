#!/usr/bin/env python3
"""How often two seeds of one setting are called different: the false alarms of a paired test over users alone.

    seed_pairs.py CLI DATASET FOLDER [name=value ...]

Trains BPR with 20 seeds and counts the pairs whose own p (no Holm) is at most 0.05, by MRR on validation and test. On
MovieLens 100K, 190 pairs, with the schedule as it stands (cosine over 30 epochs):

                                                            validation    test
    patience 5 counted from the first epoch (as it was)     17.4 %        20.5 %
    patience 0                                               1.1 %         7.9 %
    patience 5 counted once the rate has fallen (as it is)   1.1 %         7.9 %

Of one test a twentieth is what chance gives; the rest is what a seed changes beyond the draw of users.
"""
import json
import pathlib
import subprocess
import sys


def call(cli, *words):
    return json.loads(subprocess.run([cli, *map(str, words), "--json"], check=True, capture_output=True).stdout)


def main():
    cli, data, folder, *settings = sys.argv[1:]
    runs = [pathlib.Path(folder) / str(seed) for seed in range(1, 21)]
    options = [word for setting in settings for word in ("--set", setting)]
    for seed, run in enumerate(runs, 1):
        if not (run / "record.json").exists():
            call(cli, "train", data, "--model", "bpr", "--seed", seed, *options, "--no-history", "--out", run)
    for part in ("validation", "test"):
        pairs = call(cli, "runs", "compare", *runs, "--metric", "mrr", "--part", part)["pairs"]
        alarms = sum(pair["p"] <= 0.05 for pair in pairs)
        print(f"{part}: {alarms} of {len(pairs)} pairs, {100 * alarms / len(pairs):.1f} %")


if __name__ == "__main__":
    main()
