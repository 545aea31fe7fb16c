"""The steps of a plan as a spreadsheet, out and in again, through any editor."""

from writ.exchange.sheets.grids import Grid, read_grid
from writ.exchange.sheets.reading import Taken, read_steps
from writ.exchange.sheets.writing import csv_text, xlsx_bytes

__all__ = ["Grid", "Taken", "csv_text", "read_grid", "read_steps", "xlsx_bytes"]
