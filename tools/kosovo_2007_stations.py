"""Makes `centres.csv` and `stations.csv` of the example election: sourced totals, a split that is scenario.

The totals are sourced: 621 centres and 2,350 planned stations with at most 750 voters each. How they were spread over
the 30 municipalities in 2007 is not known. The split here is scenario: centres follow the published figures of 2021 by
largest remainder; each municipality gets a station for each centre and for each 750 voters, and what is then left of
the 2,350 goes, one by one, to the municipality whose stations are fullest. Nothing is drawn: every run gives the same.

Run from the root of the repository: `python tools/kosovo_2007_stations.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

FOLDER = Path("src/writ/examples/kosovo_2007")
STATIONS, CENTRES, VOTERS_MAX = 2350, 621, 750
CENTRES_OF = {
    "01": 11, "02": 25, "03": 21, "04": 25, "05": 25, "06": 15, "07": 15, "08": 15, "09": 11, "10": 21,
    "11": 20, "12": 13, "13": 25, "14": 13, "15": 12, "16": 26, "17": 18, "18": 33, "19": 38, "20": 52,
    "21": 26, "22": 12, "23": 7, "24": 24, "25": 32, "26": 23, "27": 23, "28": 9, "29": 5, "30": 26,
}  # fmt: skip
CALLED = {
    "name_en": "Centre {number}, {area}",
    "name_sq": "Qendra {number}, {area}",
    "name_sr_cyrl": "Центар {number}, {area}",
    "name_sr_latn": "Centar {number}, {area}",
}
Row = dict[str, str]


def shares(total: int, parts: int) -> list[int]:
    """The total in whole parts as even as can be, the larger first."""
    return [total // parts + (place < total % parts) for place in range(parts)]


def stations_of(voters: Mapping[str, int]) -> dict[str, int]:
    """Stations by municipality, as the scenario rule above has it."""
    found = {code: max(CENTRES_OF[code], -(-count // VOTERS_MAX)) for code, count in voters.items()}
    while sum(found.values()) < STATIONS:
        fullest = max(sorted(found), key=lambda code: voters[code] / found[code])
        found[fullest] += 1
    return found


def split(areas: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of both files."""
    towns = [area for area in areas if area["kind"] == "municipality"]
    stations = stations_of({town["code"]: int(town["voters"]) for town in towns})
    centre_rows: list[Row] = []
    station_rows: list[Row] = []
    for town in towns:
        code = town["code"]
        voters = iter(shares(int(town["voters"]), stations[code]))
        for number, count in enumerate(shares(stations[code], CENTRES_OF[code]), 1):
            centre = f"{code}{number:02d}"
            names = {column: text.format(number=number, area=town[column]) for column, text in CALLED.items()}
            centre_rows.append({"code": centre, "area": code, **names, "status": "scenario"})
            for place in range(1, count + 1):
                kind = (
                    "dual" if place == count else "regular"
                )  # one station of a centre also takes conditional votes
                row = {"code": f"{centre}-{place:02d}", "centre": centre, "area": code, "type": kind}
                station_rows.append({**row, "voters": str(next(voters)), "status": "scenario"})
    return centre_rows, station_rows


def write(path: Path, rows: list[Row]) -> None:
    """One CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write both files beside `areas.csv`."""
    with (FOLDER / "areas.csv").open(encoding="utf-8", newline="") as file:
        centres, stations = split(csv.DictReader(file))
    assert (len(centres), len(stations)) == (CENTRES, STATIONS)
    write(FOLDER / "centres.csv", centres)
    write(FOLDER / "stations.csv", stations)


if __name__ == "__main__":
    main()
