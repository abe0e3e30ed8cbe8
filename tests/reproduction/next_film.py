#!/usr/bin/env python3
"""The second published system, the transformer that says which film is next, beside ours: as published, and right.

    next_film.py CLI DATASETS FOLDER [checkpoint|penalty|right ...]

CLI is tastescope-cli, DATASETS the folder with ml-1m and recformer (the published checkpoint), FOLDER where the runs go:
one that is there already is measured again, not trained again. Prints Markdown. README.md in this folder keeps what it
printed last.

    checkpoint  the published checkpoint over all windows, and what stands beside it over a random tenth
    penalty     200,192 windows of fine-tuning from the checkpoint for each weight of the mass penalty
    right       every model that goes by order, the last film of each user in a full ranking
"""
import json
import pathlib
import subprocess
import sys

CHECKPOINT = "model_1000e_512_32_32_4_4.pth"
# n: MRR, Hit (published as "MAP"), NDCG, duplications, as the publication printed them for its own random tenth.
PUBLISHED = {3: (.0738, .1131, .0839, .1470), 5: (.0870, .1679, .1069, .1370), 10: (.0987, .2651, .1374, .1183)}
PENALTIES = ["0", "0.1", "0.5", "2"]
RIGHT = [
    ("most popular", ["--model", "popularity"]),
    ("last film to next", ["--model", "transitions", "--set", "window=1", "--set", "gaps=1"]),
    ("counts of gaps 1 to 5, last 20 films", ["--model", "transitions"]),
    ("transformer as published, 20 epochs", ["--model", "transformer", "--preset", "published-a", "--set", "epochs=20"]),
    ("transformer, best", ["--model", "transformer", "--preset", "best"]),
]


def call(cli, *words):
    return json.loads(subprocess.run([cli, *map(str, words), "--json"], check=True, capture_output=True).stdout)


def train(cli, data, out, *words):
    if not (out / "record.json").exists():
        call(cli, "train", data, *words, "--no-history", "--out", out)
    return json.loads((out / "record.json").read_text())


def figures(json_object, lengths, names=("mrr", "hit", "ndcg", "duplicates")):
    return [json_object[f"{name}-{n}"]["value"] for n in lengths for name in names]


def row(*cells):
    print("| " + " | ".join(f"{cell:.4f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |")


def checkpoint(cli, data, weights, folder):
    print("## The published checkpoint\n\n`evaluate DATA --weights FILE.pth --heads 4 --protocol published [--windows tenth]`\n")
    row("n", *(f"{name}, {which}" for name in ("MRR", "Hit", "NDCG", "duplications") for which in ("published", "all", "tenth")))
    row(*["---"] * 13)
    ask = ("evaluate", data, "--weights", weights, "--heads", 4, "--protocol", "published", "--at", "3,5,10")
    every, tenth = call(cli, *ask), call(cli, *ask, "--windows", "tenth")
    for n, published in PUBLISHED.items():
        row(n, *(value for three in zip(published, figures(every, [n]), figures(tenth, [n])) for value in three))
    print(f"\ncross entropy {every['cross_entropy']['value']:.4f}\n\n### Beside it, on the random tenth\n")
    row("", "MRR@3", "MRR@5", "MRR@10", "Hit@10", "NDCG@10", "duplications@5")
    row(*["---"] * 7)
    beside = {"most popular": "popularity", "last film to next": "last_to_next", "counts of gaps 1 to 5": "gaps",
              "the checkpoint without its user": "without_user"}
    for title, found in [*((title, tenth[key]) for title, key in beside.items()), ("the checkpoint", tenth)]:
        row(title, *(found[key]["value"] for key in ("mrr-3", "mrr-5", "mrr-10", "hit-10", "ndcg-10", "duplicates-5")))


def penalty(cli, data, weights, folder):
    print("\n## What a penalty with a gradient does\n\n`train DATA --model transformer --from FILE.pth --split windows-tenth"
          " --set repetition_weight=W ...`, then `evaluate --protocol published --windows tenth`\n")
    row("weight", "MRR@5", "Hit@5", "NDCG@5", "duplications@5", "of weight 0")
    row(*["---"] * 6)
    first = None
    for weight in PENALTIES:
        out = folder / f"penalty-{weight}"
        train(cli, data, out, "--model", "transformer", "--from", weights, "--split", "windows-tenth",
              *(word for name in ("schedule=constant", "learning_rate=0.0005", "epochs=1", "epoch_windows=200192",
                                  f"repetition_weight={weight}") for word in ("--set", name)))
        found = call(cli, "evaluate", data, "--run", out, "--protocol", "published", "--windows", "tenth", "--at", 5)
        values = figures(found, [5])
        first = first or values
        row(weight, *values, f"MRR {values[0] / first[0] - 1:+.1%}, duplications {values[3] / first[3] - 1:+.1%}")


def right(cli, data, weights, folder):
    print("\n## Right: the last film of each user, all others ranked but those he knows\n\n"
          "`evaluate DATA --run RUN --protocol full --at 5,10`\n")
    row("", "MRR@5", "Hit@5", "MRR@10", "Hit@10", "NDCG@10", "training")
    row(*["---"] * 7)
    split = folder / "last-film.taste"
    if not split.exists():
        call(cli, "data", "import", data, "--split", "leave-last-out", "--cold", 0, "--out", split)
    for title, words in RIGHT:
        out = folder / title.replace(" ", "-").replace(",", "")
        record = train(cli, split, out, *words)
        found = call(cli, "evaluate", split, "--run", out, "--protocol", "full", "--at", "5,10")
        seconds = sum(epoch["seconds"] for epoch in record.get("epochs", []))
        # Of one film average precision is its reciprocal rank; models that do not go by order tell only that.
        mrr = {n: found.get(f"mrr-{n}", found[f"map-{n}"])["value"] for n in (5, 10)}
        row(title, mrr[5], found["hit-5"]["value"], mrr[10], found["hit-10"]["value"], found["ndcg-10"]["value"],
            f"{seconds:.0f} s" if seconds else "counted")


def main():
    cli, datasets, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    parts = {"checkpoint": checkpoint, "penalty": penalty, "right": right}
    for name in sys.argv[4:] or parts:
        parts[name](cli, datasets / "ml-1m", datasets / "recformer" / CHECKPOINT, folder)


if __name__ == "__main__":
    main()
