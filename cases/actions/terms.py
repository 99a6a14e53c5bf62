"""What people do to the word lists. A change holds at once, in search and in reading; what is stored follows in the
background (``rebuilding``)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from cases.actions import index, rebuilding
from cases.actions.edit import EDITABLE, check_fields, hold, record_edit
from cases.actions.rights import check
from cases.actions.writing import action
from cases.models import Place, Policy, Rebuild, Term
from cases.wordlists import MOST_SYNONYMS, REST, Lists, entries, in_order, lists, shipped, trying

Kind = Term.Kind
FIELDS = EDITABLE[Term]
MOST_TERMS = 2_000  # rows that people make of one list
MOST_DECIDING = 100  # words of a category
LONGEST = 20  # characters of a word
_SIGNS = frozenset("+#&.-·%/")  # that may stand in a word beside letters, digits and characters
_GAP = "…"  # in a word that decides a category


@action
def add_term(
    *,
    kind: str,
    values: Mapping[str, Any],
    user: AbstractBaseUser | None,
    standing_for: str = "",
    reason: str = "",
) -> Term:
    """One more entry of a list, or what is to hold in the place of the program's entry ``standing_for``.

    ``values`` are name, others, place and in_use. Raises ValidationError, PermissionDenied.
    """
    check(user, "words")
    check_fields(FIELDS, values)
    index.one_writer()
    rows = list(in_order())
    if sum(row.kind == kind for row in rows) >= MOST_TERMS:
        raise ValidationError(f"每种词表最多自编 {MOST_TERMS} 条。")
    entry = next((each for each in shipped(kind) if standing_for and each.shipped == standing_for), None)
    if standing_for and entry is None:
        raise ValidationError("程序自带的词表里已没有这一条。")
    if standing_for and any(row.kind == kind and row.shipped == standing_for for row in rows):
        raise ValidationError("刚刚有人改过这一条，请重新打开再改。")
    term = Term(
        kind=kind,
        shipped=standing_for,
        name=entry.name if entry else "",
        others=entry.others if entry else "",
    )
    return _write(term, values, user, reason, rows)


@action
def edit_term(
    *,
    term: Term,
    changes: Mapping[str, Any],
    user: AbstractBaseUser | None,
    reason: str = "",
    version: int | None = None,
) -> Term:
    """Change an entry that people made. Raises EditConflict, ValidationError, PermissionDenied."""
    check(user, "words")
    check_fields(FIELDS, changes)
    return _write(hold(term, version), changes, user, reason, list(in_order()))


def _write(
    term: Term, values: Mapping[str, Any], user: AbstractBaseUser | None, reason: str, rows: Sequence[Term]
) -> Term:
    """Set what differs, note it in the history, and have what is stored brought up to it."""
    new = term.pk is None and not term.shipped
    had = {field: getattr(term, field) for field in FIELDS}
    changed = proposed(term, values, rows)
    done = [field for field in FIELDS if getattr(changed, field) != had[field]]
    if not done and not new:
        return term
    before = lists(rows)
    changed.version += term.pk is not None
    changed.save()
    if new:
        record_edit(changed, user, str(changed), "", None, said(changed), reason)
    for field in done if not new else ():
        record_edit(changed, user, str(changed), field, had[field], getattr(changed, field), reason)
    after = lists(in_order())
    if "name" in done and had["name"] and changed.kind == Kind.CATEGORY:
        _rename_category(had["name"], changed.name)
    _bring_up(before, after, user, str(changed))
    return changed


def proposed(term: Term, values: Mapping[str, Any], rows: Sequence[Term]) -> Term:
    """The entry as it would be with these values, not saved; ValidationError where it cannot be so.

    ``rows`` are all that people made of the lists.
    """
    changed = Term.objects.get(pk=term.pk) if term.pk else Term(kind=term.kind, shipped=term.shipped)
    for field in FIELDS:
        value = values.get(field, getattr(term, field))
        setattr(changed, field, " ".join(_apart(value)) if isinstance(value, str) else value)
    _check(changed, rows)
    changed.full_clean(exclude=["shipped"] if not changed.shipped else None)
    return changed


def with_it(rows: Sequence[Term], term: Term) -> Lists:
    """All lists as they would hold with this entry, saved or not."""
    swapped = [term if row.pk == term.pk else row for row in rows]
    return lists(swapped if term.pk else [*rows, term])


def said(term: Term) -> str:
    """Both sides of an entry in one line."""
    right = term.place.name if term.place else term.others
    return f"{term.name} > {right}" if right else term.name


def _apart(words: str) -> list[str]:
    """The words of a line that people typed, whatever they put between them."""
    return words.translate(str.maketrans("、，,；;｜|\n\r\t", " " * 10)).split()


def _check(term: Term, rows: Sequence[Term]) -> None:
    """ValidationError with a sentence for what cannot be an entry of its list."""
    names, others = term.name.split(), term.others.split()
    for word in [*names, *others]:
        _check_word(word, decides=term.kind == Kind.CATEGORY)
    if not names:
        raise ValidationError({"name": "请填写词。"})
    if term.kind != Kind.SYNONYM and len(names) > 1:
        raise ValidationError({"name": "这里只填一个词，中间不要有空格或顿号。"})
    if term.kind == Kind.SYNONYM:
        _check_synonyms(names, others)
    if term.kind == Kind.PLACE:
        _check_place(term)
    if term.kind == Kind.CATEGORY:
        _check_category(term, others)
    elif term.kind == Kind.WORD and term.shipped and term.name != term.shipped:
        raise ValidationError({"name": "自带的词只能停用；要换一个词，请停用它再添加新的。"})
    if term.in_use:
        _check_single(term, rows)


def _check_word(word: str, decides: bool) -> None:
    least, signs = (1, _SIGNS | {_GAP}) if decides else (2, _SIGNS)
    if not least <= len(word) <= LONGEST:
        raise ValidationError(f"“{word[:30]}”应为 {least} 到 {LONGEST} 个字。")
    if not all(char.isalnum() or char in signs for char in word) or not any(map(str.isalnum, word)):
        raise ValidationError(f"“{word}”里有不能用的符号。")


def _check_synonyms(names: Sequence[str], others: Sequence[str]) -> None:
    if len(names) + len(others) < 2:
        raise ValidationError(
            {"name": "至少要有两个词：互为同义的写在一起，只在一个方向有效的写在“单向也查”里。"}
        )
    if len({*names, *others}) < len(names) + len(others):
        raise ValidationError("同一个词写了两遍。")
    if len(names) + len(others) > MOST_SYNONYMS:
        raise ValidationError(f"一组最多 {MOST_SYNONYMS} 个词，再多检索也用不上。")


def _check_place(term: Term) -> None:
    if term.place is None or term.place.is_former:
        raise ValidationError({"place": "请选择今天仍有的地区。"})
    if Place.objects.filter(name=term.name).exists():
        raise ValidationError({"name": f"“{term.name}”本来就是地区的名称，不用添加。"})


def _check_category(term: Term, others: Sequence[str]) -> None:
    if term.shipped == REST and (term.name != REST or not term.in_use):
        raise ValidationError(f"“{REST}”收下其余的政策，不能改名或停用。")
    if not 1 <= len(others) <= MOST_DECIDING:
        raise ValidationError({"others": f"请写 1 到 {MOST_DECIDING} 个决定归类的词。"})


def _check_single(term: Term, rows: Sequence[Term]) -> None:
    """No other entry in use may say the same."""
    rest = [row for row in rows if row.pk != term.pk]
    for each in entries(term.kind, rest):
        own = term.shipped and each.shipped == term.shipped
        same = each.name == term.name and (term.kind != Kind.SYNONYM or each.others == term.others)
        if same and each.in_use and not own:
            raise ValidationError({"name": f"词表里已有“{each.name}”。"})


def _rename_category(before: str, after: str) -> None:
    """Policies that people put into a category stay in it under its new name; the others follow in the background."""
    decided = Policy.objects.filter(category=before, decided__contains=["category"])
    decided.update(category=after, version=F("version") + 1)


def _bring_up(before: Lists, after: Lists, user: AbstractBaseUser | None, why: str) -> None:
    if before.words != after.words:
        rebuilding.follow_words(before.words, after.words, user, why)
    if before.categories != after.categories:
        rebuilding.begin(Rebuild.Kind.CATEGORY, user, why)


@contextmanager
def as_if(now: Lists, cases: Sequence[int] = ()) -> Iterator[None]:
    """Inside, searches go by these lists, and these cases are indexed by them; all of it is taken back behind."""
    with transaction.atomic(), trying(now):
        if cases:
            index.refresh(cases)
        yield
        transaction.set_rollback(True)
