"""Readers run apart: whatever a file does to its reader, it gets one sentence and the others are read."""

from __future__ import annotations

import resource
import signal
import threading
from contextlib import ExitStack, closing, suppress
from typing import TYPE_CHECKING

import psutil
import pytest

from ingest.sandbox.limits import Limits
from ops.fault import Fault
from tests.ingest.jailed import QUICK, Cage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.sandbox.read import Read

MIB = 1 << 20


@pytest.fixture
def cage(tmp_path: Path) -> Iterator[Cage]:
    before = set(psutil.Process().children())  # the jails that other tests share
    made = Cage(tmp_path)
    with closing(made.pool):
        yield made
    left = set(psutil.Process().children()) - before
    assert [child for child in left if child.name() == "bwrap"] == []
    assert not list(made.scratch.iterdir())


def test_what_is_read_comes_back(cage: Cage) -> None:
    assert cage.said("repeat Bonjour à tous") == "Bonjour à tous"


def test_a_reader_without_end_is_stopped_and_the_others_are_read(cage: Cage) -> None:
    stopped, *others = cage.reads("spin", "repeat Un.", "repeat Deux.")
    assert "durait trop longtemps" in str(stopped.fault)
    assert stopped.seconds < 20
    assert [read.reading is not None for read in others] == [True, True]


def test_a_reader_that_tells_how_far_it_is_may_take_longer(cage: Cage) -> None:
    assert cage.said("tell 16", Limits(silent_seconds=2)) == "told"


def test_telling_the_same_again_is_no_sign_of_life(cage: Cage) -> None:
    assert "durait trop longtemps" in cage.said("tell_the_same")


def test_the_time_allowed_in_all_grows_with_the_pages_told(cage: Cage) -> None:
    short = Limits(silent_seconds=2, base_seconds=1, page_seconds=0)
    assert "durait trop longtemps" in cage.said("tell 16", short)
    assert cage.said("tell 16", Limits(silent_seconds=2, base_seconds=1, page_seconds=1)) == "told"


def test_progress_is_handed_up(cage: Cage) -> None:
    heard: list[tuple[int, int, int]] = []
    sources = [cage.source("repeat rien"), cage.source("tell 4")]
    reads = dict(cage.pool.read(sources, 1, QUICK, lambda *told: heard.append(told)))
    assert len(reads) == 2
    assert heard[0] == (1, 1, 4)
    assert {place for place, _, _ in heard} == {1}


def test_a_reader_that_wants_too_much_memory_is_refused(cage: Cage) -> None:
    assert cage.said("allocate 100") == str(100 * MIB)
    assert "trop de mémoire" in cage.said("allocate 600")


def test_the_memory_of_all_that_a_reader_starts_is_counted_together(cage: Cage) -> None:
    assert "trop de mémoire" in cage.said("allocate_together 200", Limits())


def test_a_reader_that_multiplies_is_stopped(cage: Cage) -> None:
    assert "trop de mémoire" in cage.said("fork_many", Limits())


def test_a_reader_that_fills_the_disk_is_stopped(cage: Cage) -> None:
    limits = Limits(file_bytes=4 * MIB, scratch_bytes=8 * MIB)
    assert cage.said("fill 3", limits) == "filled"
    assert "trop de place" in cage.said("fill 5", limits)
    assert "trop de place" in cage.said("fill_many 1", limits)


def test_a_reader_that_is_killed_is_told_and_the_next_file_is_read(cage: Cage) -> None:
    dead, next_one = cage.reads(f"die {int(signal.SIGKILL)}", "repeat Encore là.")
    assert "fait tomber son lecteur" in str(dead.fault)
    assert next_one.reading is not None


@pytest.mark.parametrize("blow", [signal.SIGSEGV, signal.SIGABRT])
def test_a_file_that_fells_its_reader_is_called_broken_and_the_next_is_read(
    cage: Cage, blow: signal.Signals
) -> None:
    dead, next_one = cage.reads(f"die {int(blow)}", "repeat Encore là.")
    assert "Le fichier est abîmé" in str(dead.fault)
    assert next_one.reading is not None


def test_a_jail_that_is_ended_from_within_is_replaced(cage: Cage) -> None:
    dead, next_one = cage.reads("end_everything", "repeat Encore là.")
    assert "fait tomber son lecteur" in str(dead.fault)
    assert next_one.reading is not None


def test_a_jail_that_is_killed_from_outside_is_replaced(cage: Cage) -> None:
    reads = cage.each("repeat Un.", "spin", "repeat Deux.", limits=Limits())
    next(reads)
    for child in psutil.Process().children():
        child.kill()
    assert "fait tomber son lecteur" in str(next(reads)[1].fault)
    assert next(reads)[1].reading is not None


def test_nothing_of_one_file_is_left_for_the_next(cage: Cage) -> None:
    stray, left = cage.reads("leave_a_stray 60", "processes")
    assert stray.reading is not None
    assert left.reading is not None
    assert len(left.reading.elements[0].text.split()) == 3  # bubblewrap's, the template, the reader itself


def test_nothing_written_beside_a_files_own_folder_is_left_for_the_next(cage: Cage) -> None:
    reads = cage.reads("write /var/tmp/x", "write ../../y", "look /scratch")
    assert [read.reading.elements[0].text for read in reads if read.reading] == [
        "written",
        "written",
        "seen: ['3']",
    ]


def test_what_is_hard_to_delete_is_deleted(cage: Cage) -> None:
    assert cage.said("leave_hard_to_delete") == "left"


def test_a_refusal_keeps_its_sentence(cage: Cage) -> None:
    (read,) = cage.reads("refuse Le fichier est en langue inconnue.")
    assert read.fault is not None
    assert (read.fault.key, str(read.fault)) == ("document.refused", "Le fichier est en langue inconnue.")


def test_a_call_may_be_made_while_the_results_of_another_are_drawn(cage: Cage) -> None:
    texts = []
    for _, outer in cage.each(*["repeat dehors"] * 6, workers=2):
        for _, inner in cage.each("repeat dedans", "repeat dedans", workers=2):
            assert outer.reading is not None
            assert inner.reading is not None
            texts += [outer.reading.elements[0].text, inner.reading.elements[0].text]
    assert (texts.count("dehors"), texts.count("dedans")) == (12, 12)


def test_a_call_that_is_given_up_ends_what_it_started(cage: Cage) -> None:
    reads = cage.each("repeat un", "spin", "repeat deux", limits=Limits())
    next(reads)
    reads.close()  # type: ignore[attr-defined]
    assert cage.said("repeat Encore là.") == "Encore là."


def test_a_pool_closed_while_its_jails_start_leaves_nothing(cage: Cage) -> None:
    for _ in range(20):
        reads = cage.each("repeat un", "repeat deux", workers=2)
        starting = threading.Thread(target=_draw, args=(reads,))
        starting.start()
        cage.pool.close()
        starting.join()
    assert not [process for process in psutil.process_iter() if str(cage.scratch) in _command(process)]


def _draw(reads: Iterator[tuple[int, Read]]) -> None:
    with suppress(Fault):
        next(reads)


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def test_files_are_read_however_many_the_process_has_open(cage: Cage, tmp_path: Path) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 4096), most))
    path = tmp_path / "one.txt"
    path.write_text("x")
    with ExitStack() as opened:
        for _ in range(1200):
            opened.enter_context(path.open())
        assert cage.said("repeat Bonjour") == "Bonjour"
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_hundreds_of_files_leave_no_descriptor_and_no_process(cage: Cage) -> None:
    cage.reads("repeat un", "repeat deux", workers=2)
    before = psutil.Process().num_fds()
    assert len(cage.reads(*["repeat un", "die 9", "refuse Non."] * 60, workers=2)) == 180
    assert psutil.Process().num_fds() < before + 10
    inside = [child for jail in psutil.Process().children() for child in jail.children(recursive=True)]
    assert len(inside) == 4  # two jails of two: bubblewrap's own and the template
