"""Answers that are kept for a while, so that a dashboard that is opened again costs the database nothing."""

from collections import OrderedDict

from exporter.server.api.asking import Answer, Question

KEPT_SECONDS = 60.0

MAX_KEPT = 256
"""Maximum number of answers that are kept."""

MAX_VALUES = 20_000
"""Maximum number of metric values in all of them, about 10 MB."""


class KeptAnswers:
    """The most recently used answers, none older than KEPT_SECONDS. Times are in seconds of a monotonic clock.

    They are of one version of the configuration; those of another one are discarded.
    """

    def __init__(self) -> None:
        self._answers: OrderedDict[Question, tuple[Answer, float]] = OrderedDict()
        self._version: object = None
        self._values = 0

    def find(self, question: Question, version: object, now: float) -> Answer | None:
        """Return the answer to an equal question; None if there is none that is still valid."""
        self._follow(version)
        if question not in self._answers:
            return None
        answer, began = self._answers[question]
        if now - began >= KEPT_SECONDS:
            self._drop(question)
            return None
        self._answers.move_to_end(question)
        return answer

    def keep(self, question: Question, version: object, answer: Answer, began: float) -> None:
        """Keep an answer whose read has begun at `began`, unless it is too large or of another version.

        With a failure, which may soon be over, it is not kept either.
        """
        if answer.failures or version is not self._version or _size(answer) > MAX_VALUES:
            return
        self._drop(question)
        self._answers[question] = answer, began
        self._values += _size(answer)
        while len(self._answers) > MAX_KEPT or self._values > MAX_VALUES:
            self._drop(next(iter(self._answers)))

    def _follow(self, version: object) -> None:
        if version is not self._version:
            self._answers.clear()
            self._version, self._values = version, 0

    def _drop(self, question: Question) -> None:
        if question in self._answers:
            answer, _ = self._answers.pop(question)
            self._values -= _size(answer)


def _size(answer: Answer) -> int:
    return 1 + sum(map(len, answer.values.values()))
