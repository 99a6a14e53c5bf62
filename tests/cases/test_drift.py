"""Whatever is edited, in whatever order: behind each action the index says what the cases say."""

import contextlib
from collections.abc import Callable
from random import Random

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from cases import actions
from cases.actions import merging
from cases.models import Brand, BrandAlias, BrandMention, Case, Merge, Outcome, Policy, PolicyMention
from tests.cases.factories import CIXI, YUYAO, make_case, place_with_parents

EDITS = 30


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_index_follows_every_edit(seed: int) -> None:
    editor = User.objects.create_superuser("editor")
    spelt = ("姚江英才", "计划", ("“姚江英才”计划",))
    rule = ("人才新政", "formal", "引才", (("博士", 500_000, "元"),))
    for number, brand in enumerate([spelt, "姚江英才", spelt, "人才港湾"]):
        make_case(f"案例{number}", place=(YUYAO, CIXI)[number % 2], brands=[brand], policies=[rule])
    places = [place_with_parents(*YUYAO), place_with_parents(*CIXI), None]
    chance, done = Random(seed), []

    def some(model: type) -> object:
        return chance.choice(list(model.objects.order_by("pk")))

    def two(model: type) -> None:
        one, other = chance.sample(list(model.objects.filter(merged_into=None).order_by("pk")), 2)
        merging.merge(kept=one, gone=other, user=editor, reason="同一个")

    def case(**changes: object) -> None:
        actions.edit_case(case=some(Case), user=editor, changes=changes, reason="核对来源")

    def named(model: type, edit: Callable, **changes: object) -> None:
        edit(**{model._meta.model_name: some(model)}, user=editor, changes=changes, reason="核对来源")

    deeds: list[Callable[[], object]] = [
        lambda: case(place=chance.choice(places)),
        lambda: case(place=chance.choice(places)),
        lambda: case(title=f"改题{chance.random()}"),
        lambda: case(status=chance.choice(["published", "withdrawn"])),
        lambda: named(Brand, actions.edit_brand, name=f"品牌{chance.randint(1, 4)}号"),
        lambda: named(Brand, actions.edit_brand, place=chance.choice(places)),
        lambda: named(Policy, actions.edit_policy, name=f"办法{chance.randint(1, 4)}号"),
        lambda: named(Policy, actions.edit_policy, place=chance.choice(places)),
        lambda: actions.add_alias(
            brand=some(Brand), user=editor, name=f"别名{chance.random()}", reason="也叫"
        ),
        lambda: actions.remove_alias(alias=some(BrandAlias), user=editor, reason="不叫"),
        lambda: actions.reject_fact(
            fact=some(chance.choice([BrandMention, PolicyMention, Outcome])), user=editor, reason="读错"
        ),
        lambda: actions.confirm_fact(
            fact=some(chance.choice([BrandMention, Outcome])), user=editor, reason="无误"
        ),
        lambda: two(chance.choice([Brand, Policy, Case])),
        lambda: merging.undo(pair=some(Merge), user=editor, reason="不是同一个"),
    ]
    for _ in range(EDITS):
        # What is refused (a name that is taken, a pair that is hidden) or has nothing left to choose from, changes nothing.
        with contextlib.suppress(ValidationError, IndexError, ValueError), transaction.atomic():
            deed = chance.randrange(len(deeds))
            deeds[deed]()
            done.append(deed)
        assert not actions.check_index(), done
    assert len(set(done)) > len(deeds) // 2
