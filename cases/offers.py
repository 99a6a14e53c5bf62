"""What an offer supports and on which terms: the scope within which amounts may be ranked.

    创业型领军人才：购房补助 最高100万元 → 购房补贴, 每人, 一次性, 上限, 元

Only amounts of one scope are compared: the same thing, for a person or for a project or firm, once or by the
month, a ceiling or a fixed sum, in one unit. What a label leaves open stays open (未写明) and is a scope of its own.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from cases.likeness import measure
from search.fold import fold

PERSON, VENTURE, UNSAID = "每人", "每个项目或单位", "对象未写明"
ONCE, MONTHLY, YEARLY = "一次性", "每月", "每年"
CEILING, FIXED, FLOOR, RANGE = "上限", "定额", "下限", "区间"
OTHER = "其他支持"
_KINDS = (
    ("安家补贴", r"安家|安居补|生活补[贴助]|落户补"),
    ("购房补贴", r"购房|买房|房票"),
    ("租房补贴", r"租房|租金|房租|租赁补|住房补|房补"),
    ("贷款贴息", r"贴息"),
    ("贷款额度", r"贷款|[科人]\w{0,2}贷|授信|担保"),
    ("种子与投资", r"种子|天使|风险投资|股权投资|直投"),
    ("场地减免", r"免租|场租|免费场地|免押金"),
    ("津贴", r"(?<!特殊)津贴|薪酬|年薪|工资"),
    ("引荐奖励", r"引荐|举荐|伯乐|荐才"),
    ("创业资助", r"创业|启动资金|扶持资金|成长金|创办"),
    ("研发补助", r"研发|专利|科研|攻关|成果转化"),
    ("培训补助", r"培训|进修|学费|学历|职称|技能提升"),
    ("平台资助", r"工作站|实验室|研究院|平台建设|建站"),
    ("考核加分", r"附加分|加分|考核分"),
)
_GENERAL = (
    ("入选国家级计划奖励", r"国家.{0,12}(?:计划|人才|工程).{0,12}奖|院士.{0,6}奖"),
    ("入选省级计划奖励", r"省.{0,12}(?:计划|人才|工程).{0,12}奖"),
    ("入选市级计划奖励", r"市.{0,12}(?:计划|人才|工程).{0,12}奖"),
    ("配套补助", r"配套"),
    ("奖励", r"奖"),
    ("补助", r"补助|补贴|资助|经费"),
)
KINDS = tuple(name for name, _ in (*_KINDS, *_GENERAL)) + (OTHER,)
_SPECIFIC = tuple((name, re.compile(pattern)) for name, pattern in _KINDS)
_BROAD = tuple((name, re.compile(pattern)) for name, pattern in _GENERAL)
_VENTURES = re.compile(r"(?:企业|公司|项目|团队|机构|单位|平台|工作站|基地|园区|联盟|创业空间|初创期)$")
_PEOPLE = re.compile(r"(?:人才|专家|博士后?|硕士|本科生?|院士|人员|学生|毕业生|个人|者|工匠|教授|青年|师)$")
_TEAM_AT_WORK = re.compile(r"(?:团队|企业|项目)创业$")
_FOR_PEOPLE = re.compile(r"个人|每人|每名|每位|[/每]人|购房|安家|租房|生活补[贴助]|津贴")
_MONTH, _YEAR = re.compile(r"[/每]个?月|月$"), re.compile(r"[/每]年|年$|每学年")
_DURATIONS = ("个月", "月", "年", "天", "日")
_GROUPS = (
    ("院士与国家级专家", r"院士|国家.{0,3}千人计划|国务院特殊津贴|国家级"),
    ("博士", r"博士"),
    ("硕士", r"硕士|硕博"),
    ("大学生", r"大学生|毕业生|本科|大专|实习"),
    ("技能人才", r"技能|技师|工匠|高级工"),
    ("海外人才", r"海外|留学|海归"),
    ("高层次人才", r"高层次|领军|高端|英才|杰出|拔尖|千人计划|紧缺"),
    ("团队与项目", r"团队|项目"),
    ("企业", r"企业|公司"),
    ("中介与机构", r"中介|机构|引才大使"),
)
GROUPS = tuple(name for name, _ in _GROUPS)
_IN_GROUP = tuple((name, re.compile(pattern)) for name, pattern in _GROUPS)


@dataclass(frozen=True, slots=True)
class Scope:
    """Within it amounts may be ranked; ``unit`` is the base unit of the amounts."""

    kind: str
    basis: str
    period: str
    limit: str
    unit: str

    @property
    def terms(self) -> str:
        """The terms for readers: 每人 · 一次性 · 上限; no line begins with a dot."""
        return "\u00a0· ".join((self.basis, self.period, self.limit))

    @property
    def order(self) -> tuple[bool, int, str, str, str, str]:
        """Where it stands among others: money first, by kind, then by its terms."""
        return self.unit != "元", KINDS.index(self.kind), self.basis, self.period, self.limit, self.unit


@lru_cache(maxsize=50_000)
def scope(label: str, raw: str, unit: str, per: str, bound: str, span: bool, policy: str = "") -> Scope:
    """The scope of an offer; ``span`` is true where it gives a lower and a higher amount."""
    whom, _, what = fold(label).text.rpartition(":")
    return Scope(
        kind=_kind(whom, what, unit, fold(policy).text),
        basis=_basis(whom or what, what, per),
        period="期限" if unit in _DURATIONS else _period(per, fold(raw).text),
        limit=_limit(bound, span),
        unit=measure(unit)[0],
    )


@lru_cache(maxsize=50_000)
def groups(label: str) -> tuple[str, ...]:
    """The groups of people or undertakings that a label names."""
    folded = fold(label).text
    return tuple(name for name, pattern in _IN_GROUP if pattern.search(folded))


def _kind(whom: str, what: str, unit: str, policy: str) -> str:
    """What is supported: by the matter, else by the whole label, else, for money, by the policy's name."""
    if unit == "分":
        return "考核加分"
    tries = [(_SPECIFIC, what), (_SPECIFIC, f"{whom}:{what}"), (_BROAD, f"{whom}:{what}")]
    if unit == "元":
        tries += [(_SPECIFIC, policy), (_BROAD, policy)]
    return next((name for table, text in tries for name, pattern in table if pattern.search(text)), OTHER)


def _basis(whom: str, what: str, per: str) -> str:
    if per in ("人", "名", "位"):
        return PERSON
    if per in ("家", "项", "个", "企业", "项目", "团队") or _VENTURES.search(whom):
        return VENTURE
    if _PEOPLE.search(whom) or _FOR_PEOPLE.search(f"{whom}:{what}"):
        return PERSON
    return VENTURE if _TEAM_AT_WORK.search(whom) else UNSAID


def _period(per: str, printed: str) -> str:
    if per == "月" or _MONTH.search(printed):
        return MONTHLY
    if per in ("年", "学年") or _YEAR.search(printed):
        return YEARLY
    return ONCE if per in ("", "人", "名", "位", "家", "项", "个", "企业", "项目", "团队") else f"每{per}"


def _limit(bound: str, span: bool) -> str:
    if span:
        return RANGE
    if bound in ("<=", "<"):
        return CEILING
    return FLOOR if bound in (">=", ">") else FIXED
