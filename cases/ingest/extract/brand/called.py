"""What is told of people that makes a name of what they are called: they came, were chosen or given an office, or did something."""

import re

# 小城来了“酶博士”: somebody is called so.
_ARRIVED = re.compile(r"(?:[来有]了|迎来|请来|走来|走出|飞来|住进|遇上|冒出)(?:了|的)?(?:一?[批群位名个])?$")
# What many of them did is told with figures: “…”给26万亩果林剪枝, “…”从6位增加到27位.
_ACTED = re.compile(
    r"(?:们)?(?:，)?(?:去年|今年|已经?|先后|累计|目前|现在|现)?(?:(?:给|为|帮|替|管|包|联系|结对|服务|指导)(?:了|着)?[^，。；“”\d]{0,6}\d|(?:试|跑|治|看|教|带)(?:了|过|出)\d"
    r"|(?:从|由)?[^。；“”\n]{0,20}?(?:增加|扩大|扩充|发展|壮大|扩编|增|扩)到[了至]?[^，。；“”\d]{0,4}\d)"
)
_GROWN = re.compile(
    r"”?[^。；“”\n]{0,16}?(?:(?:增加|扩大|扩充|发展|壮大|扩编|增|扩)到[了至]?|(?:已有|现有|共有))[^，。；“”\d]{0,4}\d+[余多]?[名位人个支户]"
)
# 选聘31位教授到药企担任“科技副总”, 给其中6名颁发“首席把式”聘书: an office that the place gives.
_APPOINTED = re.compile(
    r"(?:选聘|聘请|聘任|选派|招募|聘)(?:了)?[^。；“”\n]{0,24}(?:担任|出任|任|当|做)(?:企业|村里|园区|县里|合作社|首批)?的?$"
)
_LETTER = re.compile(r"(?:聘书|聘用书|聘任书)")
# A sentence behind says how many were chosen for it: 有了自己的“…”。县里选聘43人.
_MANNED = re.compile(
    r"[。，][^。；\n]{0,40}?(?:选聘|聘请|聘任|选派|招募|挑选|挑出|物色|选出)(?:了|出)?[^，。；“”\d]{0,4}\d+[余多]?[名位人]"
)


def arrived(before: str) -> bool:
    """小城来了“酶博士”: somebody came whom people call so."""
    return bool(_ARRIVED.search(before))


def acted(behind: str) -> bool:
    """“核桃郎中”给26万亩果林剪枝: there are many who are called so, and what they did is told with figures."""
    return bool(_ACTED.match(behind))


def grown(behind: str) -> bool:
    """“船教授”从最初的6位增加到27位: those who bear the name are counted, and there are more of them than before."""
    return bool(_GROWN.match(behind))


def appointed(before: str, behind: str) -> bool:
    """选聘31位教授到药企担任“科技副总”: people are given an office of this name."""
    return bool(_LETTER.match(behind) or (before[-1:] in "任当做业里区社批的" and _APPOINTED.search(before)))


def manned(behind: str) -> bool:
    """有了自己的“船管家”。县里选聘43人: how many were chosen for it is said behind."""
    return bool(_MANNED.match(behind))
