"""The official acts of the elections office."""

from writ.offices.elections.acts.calling import ElectionCalled, call_election
from writ.offices.elections.acts.loading import FolderLoaded, load_folder
from writ.offices.elections.acts.stations import StationMoved, record_station_day

__all__ = [
    "ElectionCalled",
    "FolderLoaded",
    "StationMoved",
    "call_election",
    "load_folder",
    "record_station_day",
]
