#!/usr/bin/env python3
"""Invents visits to places, nearly as sparse as those of Gowalla, and writes them as a table anybody can open.

    sparse_world.py FOLDER [SEED]

Writes FOLDER/visits.csv (user,place). The same seed gives the same file. Seed 42 beside Gowalla as LightGCN splits it:

                                                     here         Gowalla
    users                                            30,263       29,858
    places                                           32,818       40,981
    visits                                           1,036,795    1,027,370
    density                                          0.104 %      0.084 %
    Recall@20 of the most popular                    .027         .042
    Recall@20 of item-KNN (asymmetry 0.5)            .140         .157

The last lines are of the validation part here (70 / 20 / 10), by which the shares below were settled before any BPR was
trained, and of the published test part there. Places lie in neighbourhoods of cities. A visitor goes to a few neighbourhoods of his
city, to what is known in the city, in one other city and everywhere; who or what has fewer than ten visits is left out, as
there.
"""
import collections
import itertools
import pathlib
import random
import sys
from bisect import bisect

USERS = 31_500  # before those with few visits are left out; so are places
PLACES = 80_000
CITIES = 200
NEIGHBOURHOOD = 100  # places
HOMES = 3  # neighbourhoods of a visitor
AT_HOME, IN_CITY, ON_TRIP = 0.34, 0.31, 0.1  # shares of visits; the rest goes anywhere
LEAST = 10  # visits
MOST = 1_000  # visits of a user


class Draw:
    """Things by their weights."""

    def __init__(self, things, weights):
        self.things = things
        self.sums = list(itertools.accumulate(weights))

    def one(self, rng):
        return self.things[bisect(self.sums, rng.random() * self.sums[-1], 0, len(self.sums) - 1)]


class World:
    def __init__(self, rng):
        self.cities = Draw(range(CITIES), [(city + 3) ** -0.8 for city in range(CITIES)])
        known = [rng.lognormvariate(0, 0.95) for _ in range(PLACES)]
        places = [[] for _ in range(CITIES)]
        for place in range(PLACES):
            places[self.cities.one(rng)].append(place)
        self.neighbourhoods = []
        for city in places:
            rng.shuffle(city)
            count = max(1, len(city) // NEIGHBOURHOOD)
            self.neighbourhoods.append(
                [Draw(part, [known[p] for p in part]) for part in (city[k::count] for k in range(count))])
        self.city = [Draw(city, [known[p] ** 1.3 for p in city]) for city in places]
        self.anywhere = Draw(range(PLACES), [value ** 2.25 for value in known])

    def visits(self, rng):
        """The places of one user."""
        home = self.cities.one(rng)
        wanted = min(MOST, int(LEAST + rng.lognormvariate(2.75, 1.15)))
        own = [rng.choice(self.neighbourhoods[home]) for _ in range(HOMES)]
        away = self.cities.one(rng)
        seen = set()
        for _ in range(8 * wanted):
            if len(seen) == wanted:
                break
            where = rng.random()
            if where < AT_HOME:
                draw = own[int(rng.random() ** 2 * HOMES)]
            elif where < AT_HOME + IN_CITY:
                draw = self.city[home]
            elif where < AT_HOME + IN_CITY + ON_TRIP:
                draw = self.city[away]
            else:
                draw = self.anywhere
            seen.add(draw.one(rng))
        return seen


def without_few(rows):
    """Until everybody and every place has enough visits."""
    while True:
        count = collections.Counter(place for places in rows.values() for place in places)
        few = {place for place, visits in count.items() if visits < LEAST}
        kept = {user: places - few for user, places in rows.items()}
        kept = {user: places for user, places in kept.items() if len(places) >= LEAST}
        if not few and len(kept) == len(rows):
            return rows
        rows = kept


def main():
    folder = pathlib.Path(sys.argv[1])
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 42)
    world = World(rng)
    rows = without_few({user: world.visits(rng) for user in range(USERS)})
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "visits.csv", "w", encoding="ascii") as file:
        file.write("user,place\n")
        for user, places in rows.items():
            file.writelines(f"{user},{place}\n" for place in sorted(places))
    visits = sum(map(len, rows.values()))
    places = len(set().union(*rows.values()))
    print(f"{len(rows):,} users, {places:,} places, {visits:,} visits, density {visits / len(rows) / places:.3%}")


if __name__ == "__main__":
    main()
