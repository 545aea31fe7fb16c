"""Plans to and from MS Project, by its XML of 2007 and later (MSPDI): steps, dates, links with lags, calendars."""

from writ.exchange.msproject.reading import Project, read_project
from writ.exchange.msproject.writing import project_xml

__all__ = ["Project", "project_xml", "read_project"]
