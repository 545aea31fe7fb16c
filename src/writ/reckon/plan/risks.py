"""What strikes several tasks at once: shared drivers, correlated luck, risk events. Plain values, judged by `check`."""

from __future__ import annotations

from dataclasses import dataclass

from writ.reckon.plan.distributions import Distribution


@dataclass(frozen=True, slots=True)
class Driver:
    """A cause shared by several tasks: in each run one `factor` is drawn, and it multiplies the work of them all.

    The explainable kind of correlation: "paper is short everywhere" is Driver("paper", ("ballots", "forms"),
    Triangular(0.9, 1.0, 1.6)). A factor is a number, not minutes.
    """

    id: str
    tasks: tuple[str, ...]
    factor: Distribution


@dataclass(frozen=True, slots=True)
class Correlation:
    """Tasks whose durations tend to be long together, tied by a Gaussian copula; a task stands in one such group.

    Either `strength`, the same for every pair, at least 0 and below 1; or a symmetric, positive definite `matrix` in
    the order of `tasks`, with ones on its diagonal. Both correlate the normal scores of the durations: the rank
    correlation of two durations is 6/π · arcsin(ρ/2), a little less. Each duration keeps its own distribution.
    """

    id: str
    tasks: tuple[str, ...]
    strength: float = 0.0
    matrix: tuple[tuple[float, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """What a risk does to one task: its work takes `factor` times as long, then the task ends `delay` later.

    `delay` is in working minutes of the task; it puts off a release in civil minutes.
    """

    task: str
    delay: Distribution | None = None
    factor: Distribution | None = None


@dataclass(frozen=True, slots=True)
class Eased:
    """A risk after mitigation: what is left of its probability and of its impacts."""

    probability: float
    impacts: tuple[Impact, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """An event that happens in some runs, and then strikes all its tasks, as badly one as the other.

    Badness is one quantile per run, at which every impact is read. `after` says what the risk comes to when it is
    mitigated, `mitigated` whether it is: the same runs are then struck, or fewer of them.
    """

    id: str
    probability: float
    impacts: tuple[Impact, ...]
    after: Eased | None = None
    mitigated: bool = False

    @property
    def now(self) -> Eased:
        """Probability and impacts as things stand: after mitigation where there is one, else before it."""
        return (
            self.after if self.mitigated and self.after is not None else Eased(self.probability, self.impacts)
        )
