"""The forecast as JSON, for programs: every probability is a fraction of 1."""

from __future__ import annotations

from importlib.metadata import version

from writ.cli.answer import Answer


def as_json(answer: Answer) -> dict[str, object]:
    """All figures with the seed, the runs and the versions that give them again."""
    called_on = answer.question.called_on
    return {
        "election": answer.question.election,
        "reading": answer.reading.id,
        "names": dict(answer.reading.names),
        "milestone": answer.reading.milestone,
        "due": answer.reading.due.isoformat(),
        "supposed_call": called_on.isoformat() if called_on and answer.question.supposed else None,
        "as_of": answer.as_of.isoformat(),
        "days": answer.days,
        "probability": answer.probability,
        "standard_error": answer.standard_error,
        "exact": None if answer.exact is None else str(answer.exact),
        "slack_days": answer.slack_days,
        "middle": answer.middle.isoformat(),
        "percentiles": {str(level): day.isoformat() for level, day in answer.percentiles.items()},
        "latest_safe": {
            task: {str(level): day.isoformat() if day else None for level, day in safe.latest.items()}
            for task, safe in answer.backwards.steps.items()
        },
        "criticality": {task.id: share for task, share in answer.criticality},
        "unsaid": [task.id for task in answer.unsaid],
        "marked": {task.id: task.status.value for task in answer.marked if task.status},
        "notices": [{"code": problem.code, "facts": dict(problem.facts)} for problem in answer.notices],
        "seed": answer.seed,
        "runs": answer.runs,
        "versions": {
            "writ": version("writ-elections"),
            "law": answer.question.law_version,
            "plan": answer.question.plan.version,
        },
    }
