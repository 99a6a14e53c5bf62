"""``manage.py test``: two processes for the whole suite, one for what a person looks at closely."""

import pytest

from talentkb.management.commands.test import side_by_side


@pytest.mark.parametrize(
    ("arguments", "two"),
    [
        ([], True),
        (["-q"], True),
        (["--durations=20", "-v"], True),
        (["tests/search"], False),
        (["tests/search", "-q"], False),
        (["-k", "fold"], False),
        (["-kfold"], False),
        (["-x"], False),
        (["--pdb"], False),
        (["-n", "0"], False),
        (["-n4"], False),
        (["-p", "no:xdist"], False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_is_narrow_runs_in_one_process(arguments: list[str], two: bool) -> None:
    assert bool(side_by_side(arguments)) is two
