"""Weapons and causes of death: forms in two languages, one cause class each."""

from __future__ import annotations

import pytest

from sijill.language import Weapons, WeaponsBroken


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("two barrel bombs", "barrel_bomb"),
        ("ببرميل متفجر", "barrel_bomb"),
        ("an explosion caused by a car bomb", "car_bomb"),
        ("انفجار سيارة مفخخة", "car_bomb"),
        ("an explosion", "explosion"),
        ("a tunnel-bomb", "tunnel_bomb"),
    ],
)
def test_the_narrow_weapon_is_meant(text: str, slug: str) -> None:
    weapons = Weapons.load()

    assert weapons.meant(weapons.find(text)) == slug


def test_every_weapon_has_a_cause_class() -> None:
    assert Weapons.load().cause("barrel_bomb") == "Heavy weapons and explosive munitions"
    assert Weapons.load().cause("chemical") == "CBRN"
    assert Weapons.load().cause("never heard of") == "Unknown"


def test_an_unknown_cause_is_named() -> None:
    with pytest.raises(WeaponsBroken, match="magic"):
        Weapons.parse(
            '[causes]\nother = "Other"\n[weapon.wand]\nlabel_en = "Wand"\nlabel_ar = "عصا"\ncause = "magic"\n'
        )
