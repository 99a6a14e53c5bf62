"""One page of every kind, and cases that fill them."""

from urllib.parse import quote

from cases.models import Brand, Case, Policy

from .factories import CIXI, NINGBO, CaseSpec, make_document

LONG = "这里的人才工作由组织部门牵头，各部门分头落实，年年都有新的办法。" * 40
POLICY = (
    "人才安居办法",
    "formal",
    "住房",
    (("新引进的全日制博士研究生在本地首次购房的补贴", 3000000, "元"),),
)


def make_cases() -> Case:
    """Three cases that show every kind of fact, one with long text; the first of them."""
    document = make_document(
        CaseSpec(
            "余姚建设人才港湾，让人才引得进、留得住、用得好",
            policies=(POLICY,),
            outcomes=(
                ("引进海外高层次人才和创新创业团队", 98, "名", "planned"),
                ("引进海外高层次人才和创新创业团队", 40, "名", "in_progress"),
                ("引进海外高层次人才和创新创业团队", 31, "名", "achieved"),
                ("落户企业", 30, "家", "achieved"),
                ("规划面积", 7300, "亩", "planned"),
            ),
            people=(("李明", "产业园管委会主任"),),
            body=f"一、搭建平台\n{LONG}\n二、做实服务\n人才公寓已经开工。",
            extra={"headings": ("一、搭建平台", "二、做实服务")},
        ),
        CaseSpec(
            "慈溪的做法", place=CIXI, year=2014, body=LONG, outcomes=(("落户企业", 30, "家", "achieved"),)
        ),
        CaseSpec("全市总览", place=NINGBO, outcomes=(("新增人才", 9, "万人", "mixed"),)),
    )
    return document.cases.get(title__startswith="余姚")


def addresses(case: Case) -> list[str]:
    """An address of every kind of page, refusals among them."""
    names = (
        "",
        "cases/",
        "counties/",
        "brands/",
        "policies/",
        "sources/",
        "about/",
        "coverage/",
        "counties/?by=figures",
        "cases/?x=1",
        "nowhere/",
    )
    return [
        *(f"/{name}" for name in names),
        f"/cases/?q={quote('人才公寓')}&county=330281",
        "/cases/?county=330281&year=2014&status=planned&has_brand=yes&until=2014",
        f"/sources/?kind={quote('案例')}&year=2014",
        "/compare/",
        "/compare/?county=330281&county=330282",
        "/policies/benefits/",
        f"{case.get_absolute_url()}?q={quote('人才公寓')}",
        case.place.get_absolute_url(),
        case.place.parent.get_absolute_url(),
        case.document.get_absolute_url(),
        Brand.objects.first().get_absolute_url(),
        Policy.objects.first().get_absolute_url(),
    ]
