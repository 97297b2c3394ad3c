"""Demand and working hours by hour and weekday, in UTC."""

from random import Random

from exporter.demo.world import DAY, HOUR

# Demand per hour relative to the average, from midnight: low at night, a peak at noon, highest in the evening.
_NIGHT = (0.45, 0.25, 0.15, 0.12, 0.15, 0.30)
_MORNING = (0.55, 0.80, 1.00, 1.10, 1.15, 1.25)
_AFTERNOON = (1.35, 1.25, 1.15, 1.10, 1.15, 1.30)
_EVENING = (1.55, 1.85, 2.00, 1.80, 1.40, 0.83)
_HOURS = _NIGHT + _MORNING + _AFTERNOON + _EVENING
# Demand per weekday relative to the average, from Monday.
_WEEKDAYS = (1.10, 1.00, 0.95, 0.95, 0.90, 0.85, 1.25)
_PEAK = max(_HOURS) * max(_WEEKDAYS)
_THURSDAY, _SATURDAY = 3, 5
_OPENS, _CLOSES = 7, 17


def demand(moment: float) -> float:
    """Return the demand at a simulated time, relative to the average."""
    return _HOURS[_hour(moment)] * _WEEKDAYS[_weekday(moment)]


def next_visit(rng: Random, moment: float, per_day: float) -> float:
    """Return the time of the next of `per_day` events, as a non-homogeneous Poisson process (by thinning)."""
    while True:
        moment += rng.expovariate(per_day * _PEAK / DAY)
        if rng.random() * _PEAK < demand(moment):
            return moment


def working_moment(rng: Random, moment: float) -> float:
    """Return `moment` if it is within working hours, else a random time of the next working day."""
    if _weekday(moment) < _SATURDAY and _OPENS <= _hour(moment) < _CLOSES:
        return moment
    if _hour(moment) >= _OPENS:
        moment += DAY
    while _weekday(moment) >= _SATURDAY:
        moment += DAY
    return moment - moment % DAY + rng.uniform(_OPENS, _CLOSES) * HOUR


def time_to_ship(moment: float) -> float:
    """Return the seconds in which customers expect what is ready at `moment` to leave: two days, and the weekend."""
    return 4 * DAY if _weekday(moment) >= _THURSDAY else 2 * DAY


def _hour(moment: float) -> int:
    return int(moment % DAY // HOUR)


def _weekday(moment: float) -> int:
    # 1 January 1970 was a Thursday.
    return int(moment // DAY + 3) % 7
