#!/usr/bin/env python3
"""Trains what others published, measures it by their protocol and prints their figure beside ours.

    reproduce.py CLI DATASETS FOLDER [ncf-ml-1m|ml-100k|hetrec ...]

CLI is tastescope-cli, DATASETS the folder the real data stand in (each in a folder of the name tests use), FOLDER where
the runs go: one that is there already is measured again, not trained again. Prints Markdown, a table for each dataset,
and ends with 1 when a figure that must not be lower is lower. README.md in this folder keeps what it printed last.
"""
import json
import pathlib
import subprocess
import sys
import time

# Every model with its defaults, where nobody published a figure by the very protocol.
AS_THEY_STAND = [
    (title, model, [], None, "")
    for title, model in {
        "most popular": "popularity",
        "user-KNN": "user-knn",
        "item-KNN": "item-knn",
        "EASE": "ease",
        "iALS": "ials",
        "BPR": "bpr",
    }.items()
]

# What is asked of each dataset: how it is imported, how it is measured, the two figures shown, and by model its settings,
# the published pair (None: nobody published it by this protocol) and what to know of it.
TABLES = {
    "ncf-ml-1m": {
        "title": "ncf-ml-1m: MovieLens 1M, leave-one-out, the held-out film among 99 given negatives",
        "source": "Ferrari Dacrema, Boglio, Cremonesi, Jannach: A troubling analysis of reproducibility and progress in "
        "recommender systems research, ACM TOIS 2021, table 55",
        "folder": "ncf-ml-1m",
        "import": [],
        "evaluate": ["--part", "test"],
        "figures": ["hit-10", "ndcg-10"],
        "rows": [
            ("most popular", "popularity", [], (0.4533, 0.2542), "156 given negatives are the film itself: left out"),
            ("user-KNN, BM25, 516 neighbours", "user-knn", ["weighting=bm25", "neighbours=516"], (0.6606, 0.3951),
             "no shrinkage"),
            ("item-KNN", "item-knn", [], None, "BM25, 100 neighbours, shrinkage 10, asymmetry 0.3"),
            ("EASE", "ease", [], None, "its kin SLIM is published: 0.7162, 0.4468"),
            ("iALS", "ials", [], (0.7109, 0.4382), "64 dimensions, 12 epochs; the test figures of other settings had been seen"),
            ("BPR", "bpr", [], (0.6305, 0.3730), "30 epochs under a cosine, 4 negatives a positive"),
        ],
    },
    "ml-100k": {
        "title": "ml-100k: MovieLens 100K, 70 / 20 / 10 by seed, the whole catalogue, everything known masked",
        "source": None,
        "folder": "ml-100k/u.data",
        "import": [],
        "evaluate": ["--part", "test", "--protocol", "full", "--at", "10,20"],
        "figures": ["ndcg-10", "recall-20"],
        "rows": [
            *AS_THEY_STAND,
            ("EASE, L2 500", "ease", ["l2=500"], None, "best of 100, 200, 300, 500, 700, 1,000 on validation"),
        ],
    },
    "hetrec": {
        "title": "hetrec: Last.fm listeners and artists (HetRec 2011), 70 / 20 / 10 by seed, the whole catalogue",
        "source": None,
        "folder": "hetrec2011-lastfm-2k",
        "import": [],
        "evaluate": ["--part", "test", "--protocol", "full", "--at", "10,20"],
        "figures": ["ndcg-10", "recall-20"],
        "rows": AS_THEY_STAND,
    },
}


def call(cli, *words):
    return json.loads(subprocess.run([cli, *map(str, words), "--json"], check=True, capture_output=True).stdout)


def measure(cli, data, folder, table, row):
    """The two figures, the seconds of training and the words to get them."""
    _, model, settings, _, _ = row
    options = [word for setting in settings for word in ("--set", setting)]
    out = folder / "-".join([model, *settings]).replace("=", "-")
    if not (out / "record.json").exists():
        call(cli, "train", data, "--model", model, *options, "--no-history", "--out", out)
    record = json.loads((out / "record.json").read_text())
    found = call(cli, "evaluate", data, "--run", out, *table["evaluate"])
    figures = found.get("metrics", found)
    values = [figures[name]["value"] if isinstance(figures[name], dict) else figures[name] for name in table["figures"]]
    return values, record["seconds"], " ".join(["train DATA --model", model, *options])


def pair(values):
    return " / ".join(f"{value:.4f}" for value in values) if values else ""


def reproduce(cli, datasets, folder, name):
    table = TABLES[name]
    source = datasets / table["folder"]
    if not source.exists():
        print(f"\nSKIPPED {name}: {source} is not there.")
        return
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / "data.taste"
    if not data.exists():
        call(cli, "data", "import", source, "--out", data, *table["import"])
    print(f"\n## {table['title']}\n")
    if table["source"]:
        print(f"Published: {table['source']}.\n")
    print(f"`evaluate DATA --run RUN {' '.join(table['evaluate'])}`, defaults where nothing is set.\n")
    print(f"| | `{' / '.join(table['figures'])}` | published | difference | training | command | |")
    print("|---|---|---|---|---|---|---|")
    for row in table["rows"]:
        begin = time.time()
        values, seconds, words = measure(cli, data, folder, table, row)
        published = row[3]
        difference = " / ".join(f"{a - b:+.4f}" for a, b in zip(values, published)) if published else ""
        print(f"| {row[0]} | {pair(values)} | {pair(published)} | {difference} | {seconds:.1f} s | `{words}` | {row[4]} |")
        sys.stdout.flush()
        print(f"{name}, {row[0]}: {time.time() - begin:.0f} s", file=sys.stderr)


def main():
    cli, datasets, folder, *names = sys.argv[1:]
    for name in names or TABLES:
        reproduce(cli, pathlib.Path(datasets), pathlib.Path(folder) / name, name)


if __name__ == "__main__":
    main()
