"""Several citizens who ask the same at once are answered by one generation."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

import pytest

from inference.reuse.inflight import InFlight
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Coroutine


class Engine:
    """Writes word after word, each when it is let; counts how often it began and ended."""

    def __init__(self, words: str = "Oui , en laisse .", error: Exception | None = None) -> None:
        self.words, self.error = words.split(), error
        self.begun = self.cancelled = self.ended = 0
        self.may_write = asyncio.Semaphore(0)

    async def write(self) -> AsyncGenerator[str]:
        self.begun += 1
        try:
            for word in self.words:
                await self.may_write.acquire()
                yield word
            if self.error:
                raise self.error
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.ended += 1

    def let(self, words: int = 100) -> None:
        for _ in range(words):
            self.may_write.release()


async def everything(flights: InFlight[str], engine: Engine, key: str = "chiens") -> list[str]:
    async with aclosing(flights.join(key, engine.write)) as words:
        return [word async for word in words]


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def run(test: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(test, 10))


def test_ahmed_and_berthe_ask_the_same_and_the_engine_writes_once() -> None:
    async def test() -> None:
        flights, engine = InFlight[str](), Engine()
        both = [asyncio.create_task(everything(flights, engine)) for _ in range(2)]
        await settle()
        engine.let()
        assert await asyncio.gather(*both) == [engine.words, engine.words]
        assert engine.begun == 1

    run(test())


def test_who_comes_late_hears_it_from_the_beginning() -> None:
    async def test() -> None:
        flights, engine = InFlight[str](), Engine()
        first = asyncio.create_task(everything(flights, engine))
        await settle()
        engine.let(3)
        await settle()
        late = asyncio.create_task(everything(flights, engine))
        await settle()
        engine.let()
        assert await late == await first == engine.words
        assert engine.begun == 1

    run(test())


def test_what_was_written_is_heard_before_the_rest_is() -> None:
    async def test() -> None:
        flights, engine = InFlight[str](), Engine()
        async with aclosing(flights.join("chiens", engine.write)) as words:
            engine.let(1)
            assert await anext(words) == "Oui"
            engine.let(1)
            assert await anext(words) == ","

    run(test())


def test_the_first_who_asked_leaves_and_the_other_still_gets_the_whole_answer() -> None:
    async def test() -> None:
        flights, engine = InFlight[str](), Engine()
        leader = asyncio.create_task(everything(flights, engine))
        await settle()
        follower = asyncio.create_task(everything(flights, engine))
        engine.let(2)
        await settle()
        leader.cancel()
        await settle()
        engine.let()
        assert await follower == engine.words
        assert engine.cancelled == 0

    run(test())


def test_when_the_last_one_leaves_the_engine_stops_at_once() -> None:
    async def test() -> None:
        flights, engine = InFlight[str](), Engine()
        both = [asyncio.create_task(everything(flights, engine)) for _ in range(2)]
        await settle()
        both[0].cancel()
        await settle()
        assert engine.ended == 0
        both[1].cancel()
        await asyncio.gather(*both, return_exceptions=True)
        assert (engine.cancelled, engine.ended, len(flights)) == (1, 1, 0)

    run(test())


def test_closing_the_last_stream_stops_the_engine_before_the_call_returns() -> None:
    async def test() -> None:
        flights, engine = InFlight[str](), Engine()
        words = flights.join("chiens", engine.write)
        engine.let(1)
        await anext(words)
        await words.aclose()
        assert (engine.cancelled, len(flights)) == (1, 0)

    run(test())


def test_a_question_that_comes_while_the_engine_is_stopping_begins_anew() -> None:
    async def test() -> None:
        flights, slow = InFlight[str](), Engine()

        async def stubborn() -> AsyncGenerator[str]:
            try:
                async for word in slow.write():
                    yield word
            finally:
                await asyncio.sleep(0.01)

        leaving = asyncio.create_task(anext(flights.join("chiens", stubborn)))
        await settle()
        leaving.cancel()
        await settle()
        fresh = Engine()
        fresh.let()
        assert await everything(flights, fresh) == fresh.words
        await asyncio.gather(leaving, return_exceptions=True)
        assert len(flights) == 0

    run(test())


def test_a_fault_is_told_to_each_after_what_was_written() -> None:
    async def test() -> None:
        fault = Fault(key="engine.gone", sentence="Le moteur ne répond plus.")
        flights, engine = InFlight[str](), Engine(error=fault)
        heard: list[list[str]] = [[], []]

        async def listen(words: list[str]) -> None:
            async for word in flights.join("chiens", engine.write):
                words += [word]

        both = [asyncio.create_task(listen(words)) for words in heard]
        await settle()
        engine.let()
        told = await asyncio.gather(*both, return_exceptions=True)
        assert told == [fault, fault]
        assert heard == [engine.words, engine.words]
        assert len(flights) == 0

    run(test())


def test_after_the_answer_the_same_question_begins_anew() -> None:
    async def test() -> None:
        flights, engine = InFlight[str](), Engine()
        engine.let()
        await everything(flights, engine)
        await everything(flights, engine)
        assert engine.begun == 2

    run(test())


def test_another_question_is_another_answer() -> None:
    async def test() -> None:
        flights, dogs, cats = InFlight[str](), Engine(), Engine("Non .")
        dogs.let()
        cats.let()
        told = await asyncio.gather(everything(flights, dogs), everything(flights, cats, "chats"))
        assert told == [dogs.words, cats.words]

    run(test())


def test_a_reader_who_is_slow_misses_nothing() -> None:
    async def test() -> None:
        flights, engine = InFlight[str](), Engine(" ".join(str(n) for n in range(50)))
        engine.let()

        async def slowly() -> list[str]:
            heard = []
            async for word in flights.join("chiens", engine.write):
                await asyncio.sleep(0)
                heard.append(word)
            return heard

        heard = await asyncio.gather(slowly(), everything(flights, engine), slowly())
        assert heard == [engine.words] * 3

    run(test())


@pytest.mark.parametrize("leaves_after", range(6))
def test_whenever_one_of_three_leaves_the_others_hear_all(leaves_after: int) -> None:
    async def test() -> None:
        flights, engine = InFlight[str](), Engine()
        three = [asyncio.create_task(everything(flights, engine)) for _ in range(3)]
        for word in range(6):
            if word == leaves_after:
                three[leaves_after % 3].cancel()
            await settle()
            engine.let(1)
        told = await asyncio.gather(*three, return_exceptions=True)
        assert [one for one in told if isinstance(one, list)] == [engine.words] * 2

    run(test())
