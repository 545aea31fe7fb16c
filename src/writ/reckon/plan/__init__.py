"""When will it be done, and how sure is that? Plans of uncertain tasks, simulated, bounded and read backwards.

Civil minutes as integers, 1,440 to a day; "the end of 12 October" is 00:00 of the 13th; a due moment is met when
finish <= due. Nothing here reads a clock, a disk or the network: the seed and the data date are arguments.
"""

from writ.reckon.plan.backwards import LEVELS, Backwards, SafeDates, backwards
from writ.reckon.plan.branches import Branch, Way
from writ.reckon.plan.choosing import MissingExtra
from writ.reckon.plan.distributions import (
    Discrete,
    Distribution,
    Empirical,
    Fixed,
    LogNormal,
    Pert,
    Triangular,
    TruncatedNormal,
    Uniform,
)
from writ.reckon.plan.exact import NotExact, exact
from writ.reckon.plan.extremes import FastestOf, SlowestOf
from writ.reckon.plan.feasibility import check
from writ.reckon.plan.health import health
from writ.reckon.plan.learning import AtPace, Odds, dispersion, remaining
from writ.reckon.plan.options import Change, Option, adopt, check_options, clashes, without
from writ.reckon.plan.portfolio import Portfolio, Weighed, best, frontier, prices, weigh
from writ.reckon.plan.problems import SENTENCES, Cancelled, Infeasible, Problem
from writ.reckon.plan.risks import Correlation, Driver, Eased, Impact, Risk
from writ.reckon.plan.schedule import Dates, Schedule, schedule
from writ.reckon.plan.sensitivity import Merge, Swing, merges, rank_correlations, tornado
from writ.reckon.plan.simulation import OnChunk, Simulation, Spread, simulate
from writ.reckon.plan.soonest import Soonest
from writ.reckon.plan.tasks import CONTINUOUS, DayConvention, Deadline, Link, LinkKind, Plan, Task

__all__ = [
    "CONTINUOUS",
    "LEVELS",
    "SENTENCES",
    "AtPace",
    "Backwards",
    "Branch",
    "Cancelled",
    "Change",
    "Correlation",
    "Dates",
    "DayConvention",
    "Deadline",
    "Discrete",
    "Distribution",
    "Driver",
    "Eased",
    "Empirical",
    "FastestOf",
    "Fixed",
    "Impact",
    "Infeasible",
    "Link",
    "LinkKind",
    "LogNormal",
    "Merge",
    "MissingExtra",
    "NotExact",
    "Odds",
    "OnChunk",
    "Option",
    "Pert",
    "Plan",
    "Portfolio",
    "Problem",
    "Risk",
    "SafeDates",
    "Schedule",
    "Simulation",
    "SlowestOf",
    "Soonest",
    "Spread",
    "Swing",
    "Task",
    "Triangular",
    "TruncatedNormal",
    "Uniform",
    "Way",
    "Weighed",
    "adopt",
    "backwards",
    "best",
    "check",
    "check_options",
    "clashes",
    "dispersion",
    "exact",
    "frontier",
    "health",
    "merges",
    "prices",
    "rank_correlations",
    "remaining",
    "schedule",
    "simulate",
    "tornado",
    "weigh",
    "without",
]
