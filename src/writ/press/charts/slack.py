"""The slack line: days of slack since the call as steps, the last one marked."""

from __future__ import annotations

from dataclasses import dataclass

from writ.press.charts.canvas import Scale, TableFacts, circle, drawing, line, text


@dataclass(frozen=True, slots=True)
class SlackLine:
    """Moments (civil minutes) with the days of slack from then on, oldest first, and the words beside them.

    `words` says each moment for the table; `first` stands over the first step ("1 Sep: 5"), `last` beside the last
    one ("−1"), `zero` beside the line at nothing.
    """

    title: str
    desc: str
    points: tuple[tuple[int, int], ...]
    until: int
    words: tuple[str, ...]
    first: str
    last: str
    zero: str
    heads: tuple[str, str]


def slack_line(facts: SlackLine, ident: str) -> str:
    """The steps over a line at nothing; the end is in the colour of lateness when it lies below."""
    days = [slack for _, slack in facts.points]
    top, bottom = max(*days, 0), min(*days, 0)
    unit = min(64 / max(top - bottom, 1), 20)
    x = Scale(facts.points[0][0], facts.until, 1.5, 90)

    def y(slack: int) -> float:
        return 28 + (top - slack) * unit

    shapes = [line(0, y(0), 90, y(0), "c-axis")]
    ends = [*(minute for minute, _ in facts.points[1:]), facts.until]
    for (minute, slack), end, after in zip(facts.points, ends, [*days[1:], days[-1]], strict=True):
        shapes.append(line(x.at(minute), y(slack), x.at(end), y(slack), "c-step"))
        if after != slack:
            shapes.append(line(x.at(end), y(slack), x.at(end), y(after), "c-step"))
    short = days[-1] < 0
    near = abs(y(0) - y(days[-1])) < 18
    shapes += [
        circle(90, y(days[-1]), 5, "c-last-short" if short else "c-last"),
        text(1.5, y(days[0]) - 10, facts.first, "c-quiet"),
        text(
            90,
            y(days[-1]) + (9 if short and near else -2 if near else 5),
            facts.last,
            "c-stop-word" if short else "c-bold",
            dx=10,
        ),
    ]
    if days[-1] != 0:
        shapes.append(text(90, y(0) + (-6 if short else 14 if near else 5), facts.zero, "c-quiet", dx=10))
    return drawing(ident, "small", facts.title, facts.desc, y(bottom) + 18, shapes)


def slack_table(facts: SlackLine) -> TableFacts:
    """Each moment with its days of slack."""
    rows = tuple(
        (words, str(slack).replace("-", "−"))
        for words, (_, slack) in zip(facts.words, facts.points, strict=True)
    )
    return TableFacts(facts.heads, rows)
