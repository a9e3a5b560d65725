"""Long runs are written down, and what ran is not run again."""

import long_run
from long_run import Outcome


def test_the_page_names_every_long_run_and_keeps_what_ran():
    done = {"properties": Outcome("properties", "2026-01-31", "0123456789", "12.5", "80 passed")}

    page = long_run.written(long_run.PAGE.read_text("utf-8"), done)

    assert long_run.outcomes(page) == done
    assert all(f"| {name} | " in page for name in long_run.RUNS)
    assert long_run.written(page, done) == page


def test_a_run_with_a_failure_is_run_again():
    good = Outcome("properties", "2026-01-31", "0123456789", "12.5", "80 passed, 1 skipped")
    bad = Outcome("properties", "2026-01-31", "0123456789", "12.5", "1 failed, 79 passed")

    assert long_run.is_good(good)
    assert not long_run.is_good(bad)
