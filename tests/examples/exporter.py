"""An exporter of a shop, served on loopback, which answers questions about periods, too."""

import asyncio
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from exporter.contracts import MetricsContext
from exporter.server.api.asking import Answer, Ask, Gone, Question
from exporter.server.app import create_app
from exporter.statistics import Statistics, StatsAggregator
from tests.server.serving import Scene, running
from tests.support.handmade import NOW
from tests.support.shop import Exporter


def answering(url: str) -> Ask:
    """Return what answers the questions about periods in the exporter, from the database."""
    aggregator = StatsAggregator()

    def answer(question: Question) -> Statistics:
        platform = None if question.platform is None else int(question.platform.text)
        context = MetricsContext(NOW, question.date_from, question.date_to)
        engine = create_engine(url)
        with closing(Session(engine)) as db:
            if question.vendor is not None:
                found = aggregator.vendor_statistics(db, int(question.vendor.text), context)
            elif platform is not None:
                found = aggregator.platform_statistics(db, platform, context)
            else:
                found = aggregator.installation_statistics(db, context)
        engine.dispose()
        return found

    async def ask(question: Question, _caller: str, _gone: Gone) -> Answer:
        found = await asyncio.to_thread(answer, question)
        return Answer(found.values, found.failures, NOW.timestamp(), found.additive)

    return ask


@contextmanager
def exporter(url: str, **environ: str) -> Iterator[str]:
    """Serve an exporter of a shop that has been refreshed once, and yield its address."""
    with closing(Exporter(url, NOW, environ)) as made:
        scene = Scene(made.refresh().store.states(), made.clock)
        with running(create_app(replace(scene.source, ask=answering(url)))) as (address,):
            yield f"http://127.0.0.1:{address.port}"
