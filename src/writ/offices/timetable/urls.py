"""Addresses of the timetable. None of them is public."""

from __future__ import annotations

from django.urls import path

from writ.desk.access import needs
from writ.exchange.plan.places import area_in
from writ.offices.timetable.views import (
    baselines,
    calendars,
    calls,
    curve,
    dates,
    decisions,
    estimates,
    expert,
    gantt,
    gates,
    history,
    morning,
    options,
    plans,
    proposals,
    readings,
    records,
    replay,
    reviews,
    risks,
    step,
    supposed,
    tasks,
)

app_name = "timetable"

_record_there = needs("timetable.record", lambda values: area_in(values["task"]))
_record, _estimate = needs("timetable.record"), needs("timetable.reestimate")
_adopt = needs("timetable.adopt_plan")
_decide = needs("timetable.decide")
_step = "timetable/step/<slug:task>/"

_answer = [
    path("", morning.home, name="home"),
    path("morning/", morning.page, name="morning"),
    path("morning/compute/", morning.compute_again, name="compute"),
    path("timetable/dates/", dates.page, name="dates"),
    path("timetable/curve/", curve.page, name="curve"),
    path("timetable/forecasts/", history.page, name="history"),
    path("timetable/assumed/", tasks.assumed, name="assumed"),
]
_places = [
    path("calls/", calls.page, name="calls"),
    path("gates/", gates.page, name="gates"),
    path("gates/<slug:area>/", gates.sheet, name="gate"),
    path("timetable/readings/", readings.page, name="readings"),
    path("timetable/calendars/<slug:audience>/", calendars.page, name="calendars"),
    path("timetable/calendars/<slug:audience>/calendar.ics", calendars.download, name="calendar-ics"),
    path("timetable/replay/", replay.page, name="replay"),
    path("timetable/called/", supposed.page, name="supposed"),
]
_plan = [
    path("timetable/", tasks.desk, name="tasks"),
    path("timetable/gantt/", gantt.page, name="gantt"),
    path("timetable/baselines/", baselines.page, name="baselines"),
    path("timetable/plan/", _adopt(plans.TakePlan.as_view()), name="plan"),
    path("timetable/baseline/", _adopt(plans.TakeBaseline.as_view()), name="baseline"),
    path("timetable/official/", _adopt(plans.MakeOfficial.as_view()), name="official"),
    path("timetable/proposal/<uuid:act>/", proposals.proposal, name="proposal"),
]
_steps = [
    path(_step, step.sheet, name="task"),
    path(f"{_step}start/", _record_there(records.Start.as_view()), name="start"),
    path(f"{_step}progress/", _record_there(records.Count.as_view()), name="progress"),
    path(f"{_step}finish/", _record_there(records.Finish.as_view()), name="finish"),
    path(f"{_step}estimate/", _estimate(estimates.Estimate.as_view()), name="estimate"),
    path(f"{_step}correct/<uuid:record>/", _record_there(records.Correct.as_view()), name="correct"),
]

_decisions = [
    path("options/", options.page, name="options"),
    path("options/propose/", _decide(decisions.ProposeOptions.as_view()), name="propose-options"),
    path("options/adopt/", _decide(decisions.AdoptOptions.as_view()), name="adopt-options"),
    path(
        "options/<slug:option>/withdraw/", _decide(decisions.WithdrawOption.as_view()), name="withdraw-option"
    ),
    path("risks/", risks.page, name="risks"),
    path("risks/<slug:risk>/review/", _record(reviews.ReviewRisk.as_view()), name="review-risk"),
    path("timetable/expert/", expert.page, name="expert"),
]

urlpatterns = [*_answer, *_places, *_plan, *_steps, *_decisions]
