"""Learning what signs weigh: what parts names from others gets weight, what does not gets none."""

from benchmarks.brand_signs import Row, learn, left_out, no_brands, told


def row(number: int, brand: bool, *signs: str, group: str = "a") -> Row:
    return Row(group, f"{number}.txt", brand, False, signs)


ROWS = [
    *(row(n, True, "ends 匠", f"begins {n}", "behind ，", group="ab"[n % 2]) for n in range(12)),
    *(row(n, False, "ends 的", f"begins {n}", "behind ，", group="ab"[n % 2]) for n in range(12, 24)),
]


def test_what_parts_names_from_others_has_weight_and_nothing_else() -> None:
    weights = learn(ROWS)
    assert weights["ends 匠"] - weights.get("ends 的", 0) > 1
    assert "behind ，" not in weights and not any(sign.startswith("begins") for sign in weights)
    assert told(ROWS, weights) == [each.brand for each in ROWS]


def test_each_set_is_told_by_the_others() -> None:
    lines = list(left_out(ROWS))
    assert [line.split(":")[0] for line in lines] == ["a", "b", "all"]
    assert all("0.000 / 0.000 → 1.000 / 1.000" in line for line in lines)


def test_words_in_marks_of_sentences_are_no_brands() -> None:
    [one] = no_brands("推行“弹性时间”工作制。")
    assert not one.brand and not one.known and "founded 2" in one.signs
