"""Which cases a text holds: made-up documents of many kinds and provinces, and what must not be split."""

import pytest

from cases.ingest.clean import clean
from cases.ingest.split import Part, split


def prose(subject: str, sentences: int = 3) -> str:
    """A paragraph about a subject, long enough to be a case's body."""
    said = (
        f"{subject}坚持党管人才，围绕主导产业引进急需人才。",
        f"去年{subject}新引进博士十二名，建成青年公寓三百套。",
        "相关部门上门办理落户、入学等事项，企业反映很好。",
        f"下一步，{subject}将再建两个实训基地，培养更多本土工匠。",
    )
    return "".join(said[:sentences])


COLLECTION = f"""滇南省县域人才工作案例选编

目　录
案例一 云溪县：茶园里的“土专家” ……… 1
案例二 红石自治县：医生下乡有奔头 ……… 6
案例三 景山市：候鸟教授常驻 ……… 11

案例一
云溪县：茶园里的“土专家”
中共云溪县委组织部
{prose("云溪县")}
一、主要做法
{prose("云溪县")}
二、主要成效
{prose("云溪县")}
案例二
红石自治县：医生下乡有奔头
中共红石自治县委组织部
{prose("红石自治县")}
案例三
景山市：候鸟教授常驻
中共景山市委组织部
{prose("景山市")}
"""

BULLETS = f"""北疆人才工作交流

■ 乌兰旗
{prose("乌兰旗", 4)}
■ 白音自治旗
{prose("白音自治旗", 4)}
■ 青林县
牧区来了“科技小院”
{prose("青林县", 4)}
"""

CHAPTERS = f"""赣西市推进县级人才工作综述

{prose("赣西市", 4) * 3}

一、铜湖县：矿区长出实验室
{prose("铜湖县")}
（一）搭平台
{prose("铜湖县")}
二、安溪区：老手艺带出新工匠
{prose("安溪区")}
三、柳江市多措并举留住青年
柳江市的办法是先安居后乐业。{prose("柳江市")}
"""

MEASURES = """苍山县人民政府文件
苍政发〔2022〕8号
关于印发《苍山县“青苗”人才引育若干措施》的通知
各乡镇人民政府，县直各部门：
现将若干措施印发给你们，请遵照执行。
苍山县人民政府
2022年5月6日
苍山县“青苗”人才引育若干措施
第一条 为引进青年人才，结合我县实际，制定本措施。
第二条 对新引进的博士，给予30万元安家补助，分三年发放。
第三条 本措施自发布之日起施行，由县委人才办负责解释。
"""

SUMMARY = f"""黑水县2021年度人才工作总结
2021年，全县人才工作稳步推进，现总结如下。
一、主要做法
（一）引才
{prose("黑水县")}
（二）育才
{prose("黑水县")}
二、存在问题
领军人才不多，平台偏少。
三、2022年工作打算
{prose("黑水县")}
"""

SPEECH = f"""在全县人才工作会议上的讲话
（2020年3月12日）
赵海川
同志们：
{prose("平川县", 4)}
一、充分认识人才工作的重要性
{prose("平川县")}
二、抓好当前几项重点工作
{prose("平川县")}
"""

INTERVIEW = f"""让青年愿意来、留得住——专访河口县委书记
记者：河口县地处边境，怎样吸引青年？
书记：我们先做产业，再谈人才。{prose("河口县")}
记者：住房问题怎样解决？
书记：建了公寓三百套，拎包就能入住。
记者：下一步有什么打算？
书记：把学校和医院办得更好。
"""

REPLY = f"""关于县政协第32号提案的答复
白河人社字〔2021〕5号
孙德明委员：
您提出的加强乡村教师引进的提案收悉，现答复如下。
{prose("白河县", 4)}
白河县人力资源和社会保障局
2021年8月9日
"""

PAGE = f"""北方日报 2019年5月6日 星期一 要闻 02
洮水县：校园开进工业园
□ 本报记者 王海涛 通讯员 李 敏
{prose("洮水县", 4)}
岭南区：让工程师安心做研究
□ 本报记者 赵晓云
{prose("岭南区", 4)}
（本报记者 赵晓云 摄）
"""

SIGNED_BELOW = f"""沙洲县“三个一”服务专家
{prose("沙洲县", 4)}
（沙洲县委组织部）
石桥县建起人才驿站
{prose("石桥县", 4)}
（石桥县委组织部）
渔湾区推行揭榜挂帅
{prose("渔湾区", 4)}
（渔湾区委组织部）
"""

FEATURES = f"""大山深处引凤来
——清源县引进农业专家纪实
一、缘起
{prose("清源县", 4)}
二、扎根
{prose("清源县", 4)}
荒滩变成创新谷
——盐湖县建设科创园纪实
一、起步
{prose("盐湖县", 4)}
二、壮大
{prose("盐湖县", 4)}
"""

COLUMNS = f"""人才观察
松江源县何以留住老专家
{prose("松江源县", 4)}
搭台
{prose("松江源县", 4)}
一线故事
从城里回到果园的年轻人
{prose("果园县", 4)}
人物
人才名片：
何远山，东湾区某种业公司创始人，长期从事水稻育种。
{prose("东湾区", 4)}
把论文写在稻田里
"""

TOWNS = f"""秦岭县推进乡镇人才工作
{prose("秦岭县", 4)}
■ 青石镇
{prose("青石镇", 4)}
■ 白杨乡
{prose("白杨乡", 4)}
主要做法：
{prose("秦岭县", 4)}
主要成效：
{prose("秦岭县", 4)}
二、园区平台建设提速
{prose("园区", 4)}
"""

NOTHING = f"""谈谈县城怎样留住年轻人
{prose("县城", 4)}
{prose("县城", 4)}
"""

CASES = [
    (
        COLLECTION,
        ["云溪县：茶园里的“土专家”", "红石自治县：医生下乡有奔头", "景山市：候鸟教授常驻"],
        ["case"] * 3,
    ),
    (BULLETS, ["乌兰旗", "白音自治旗", "牧区来了“科技小院”"], ["case"] * 3),
    (
        CHAPTERS,
        [
            "赣西市推进县级人才工作综述",
            "铜湖县：矿区长出实验室",
            "安溪区：老手艺带出新工匠",
            "柳江市多措并举留住青年",
        ],
        ["overview", "case", "case", "case"],
    ),
    (MEASURES, ["关于印发《苍山县“青苗”人才引育若干措施》的通知"], ["policy"]),
    (SUMMARY, ["黑水县2021年度人才工作总结"], ["summary"]),
    (SPEECH, ["在全县人才工作会议上的讲话"], ["speech"]),
    (INTERVIEW, ["让青年愿意来、留得住——专访河口县委书记"], ["interview"]),
    (REPLY, ["关于县政协第32号提案的答复"], ["reply"]),
    (PAGE, ["洮水县：校园开进工业园", "岭南区：让工程师安心做研究"], ["case"] * 2),
    (SIGNED_BELOW, ["沙洲县“三个一”服务专家", "石桥县建起人才驿站", "渔湾区推行揭榜挂帅"], ["case"] * 3),
    (
        FEATURES,
        ["大山深处引凤来——清源县引进农业专家纪实", "荒滩变成创新谷——盐湖县建设科创园纪实"],
        ["case"] * 2,
    ),
    (
        COLUMNS,
        ["松江源县何以留住老专家", "从城里回到果园的年轻人", "把论文写在稻田里"],
        ["case", "case", "profile"],
    ),
    (TOWNS, ["秦岭县推进乡镇人才工作"], ["case"]),
    (NOTHING, ["谈谈县城怎样留住年轻人"], ["case"]),
]


def parts_of(raw: str) -> tuple[str, tuple[Part, ...]]:
    cleaned = clean(raw)
    return cleaned.text, split(cleaned.text, cleaned.captions)


def check_spans(text: str, parts: tuple[Part, ...]) -> None:
    """Spans ascend, do not overlap and have no white space at their ends; keys are unique."""
    end = 0
    for part in parts:
        assert end <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        end = part.end
    assert len({part.key for part in parts}) == len(parts)
    assert all(part.title and part.key for part in parts)


@pytest.mark.parametrize("raw, titles, kinds", CASES, ids=[case[1][0][:12] for case in CASES])
def test_the_cases_of_a_document(raw, titles, kinds):
    text, parts = parts_of(raw)
    assert [part.title for part in parts] == titles
    assert [part.kind for part in parts] == kinds
    check_spans(text, parts)
