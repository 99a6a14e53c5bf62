"""Bulletins, newspaper pages, chapters and compilations of several pieces, put together in many ways, as raw text.

Every piece tells of a county of its own in paragraphs that occur once; a layout sets titles, authors, marks of pages and
pictures around and into them. What must come out are the pieces, and every paragraph whole.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.cases.ingest.layouts import wrapped

# What counties of any province could tell; {a} is the county with its unit, {b} what it is called for short.
_TOLD = (
    (
        "清早的车间里，老师傅正带着三个徒弟调试窑温。{a}做陶瓷有几百年，前些年却留不住人。2016年起，县里把作坊改成课堂，先后办班12期，结业学员540名。",
        "{b}给徒弟算学时、给师傅发津贴，带满两年的每人奖励6000元。去年全县陶瓷销售收入3.4亿元，比上年增长一成。",
        "今后两年，县里还要建一座2.2万平方米的陶艺工场，让外来的设计师有地方做样品。",
    ),
    (
        "药材是{a}的主业，种得好却卖不好。去年春天，县里请来农业大学的21名教师，一人包两个合作社，只看地里的收成。",
        "包下来的合作社里，已有17个换了新品种，面积达到3600亩，每亩多收1500元。{b}按季发放交通补助，每人每年8000元。",
        "“到地头来的先生，我们认。”合作社负责人说。明年，这支队伍要扩大到40人。",
    ),
    (
        "矿关了，人往哪里去？{a}的回答是办一所不收学费的技工夜校。三年里，1300多名矿工在这里学会了电焊、数控和养老护理。",
        "学员考取证书后，每人可领培训补贴1200元。{b}还同邻市的26家企业签了用工协议，结业的人八成以上找到了新工作。",
        "夜校的二期校舍占地18亩，年底前开工，建成后一次能容纳600人上课。",
    ),
    (
        "羊多、兽医少，一直是{a}牧民的心病。2018年以来，旗县合力选派科技人员64名，分片联系78个村，谁家的羊病了，一个电话就到。",
        "四年下来，羔羊成活率从81%提高到93%，{b}的牧民每户一年多收7000元。科技人员每月下乡不少于10天，每天补助100元。",
        "接下来要做的是把疫病化验室搬到乡里，先建4个，再逐步铺开。",
    ),
    (
        "海带怎样晒得又快又干净，困扰了{a}渔民多年。中国海洋大学的一个团队住进渔村，用两年时间做出烘干机，一台一天能顶20个人。",
        "{b}给团队腾出一栋小楼，房租全免，又按投入经费的三成配套，最高50万元。目前驻村团队有9个，课题32项，办结25项。",
        "按照规划，到2025年这里的团队要达到30个。",
    ),
    (
        "一根网线，把{a}的柿饼卖到了国外。县里的电商学院开办五年，培训2800人次，开网店的有460人，去年卖出1.7亿元。",
        "开店的头一年租金减半，另有最高10万元的贴息贷款。{b}还把快递点设到每个村，一单补贴五角。",
        "新的分拣中心已经动工，投资2600万元，明年6月投用。",
    ),
    (
        "边境线上办医院，难在请医生。{a}同省城的三家医院商定，每家每年派来15名医生，住满一年再换。两年来共接诊9.6万人次。",
        "来的人每月补助5000元，住的是新修的专家楼。{b}本地的年轻医生跟着学，已有38人能独立做手术。",
        "下一步打算再请五个专科，把县医院升为三级。",
    ),
    (
        "果农老周这两年最爱去的地方，是{a}的“果园夜话”。每周三晚上，省果树所的专家在村口支起黑板，有问必答，到场的少则几十人，多则三百人。",
        "夜话办了146场，解决难题610个。{b}按场给专家发讲课费，一场800元，又把答案编成小册子，印了2万本。",
        "今年冬天，夜话要搬进直播间。",
    ),
)


@dataclass(frozen=True)
class Piece:
    """A piece about the county of this code: its paragraphs, and the title that is to be read; ``begun`` are those
    paragraphs of them before which something else stands in their line."""

    title: str
    code: str
    paragraphs: tuple[str, ...]
    begun: tuple[str, ...] = ()


def piece(number: int, title: str, code: str, full: str, stem: str) -> Piece:
    """The piece of that number, told of the county ``full``, for short ``stem``."""
    return Piece(title, code, tuple(told.format(a=full, b=stem) for told in _TOLD[number]))


@dataclass(frozen=True)
class Variant:
    """A raw text and the pieces that it holds, in order."""

    raw: str
    pieces: tuple[Piece, ...]


def plain(piece: Piece, indent: str = "　　") -> str:
    """The paragraphs, one a line."""
    return "\n".join(indent + paragraph for paragraph in piece.paragraphs)


def narrow(piece: Piece, size: int = 34, indent: str = "　　") -> str:
    """The paragraphs as printed in a column of ``size`` characters."""
    return "\n".join(wrapped(paragraph, size, indent) for paragraph in piece.paragraphs)


def broken(text: str, line: int, between: str) -> str:
    """The text with ``between`` put in behind the line nearest to that number that stops inside a sentence."""
    lines = text.split("\n")
    cut = min(
        (k for k in range(1, len(lines)) if lines[k - 1][-1:] not in ("", "。", "”") and lines[k]),
        key=lambda k: abs(k - line),
    )
    return "\n".join([*lines[:cut], between, *lines[cut:]])


def torn(text: str, mark: str, between: str) -> str:
    """A text of whole paragraphs with ``between`` put in behind ``mark``, inside a sentence."""
    assert text.count(mark) == 1
    return text.replace(mark, f"{mark}\n{between}\n")


OVERVIEW = (
    "全市下辖一区两市七县，家底各不相同，人才都是短板。两年前，市里决定由各县自己报项目、市里评项目，评上的每个给予20万元引导资金，评不上的来年再报，不搞平均。",
    "到今年6月，全市共评上项目33个，投入资金4100万元，带动企业投入1.3亿元；柔性引进专家412人次，同14所高校签了协议，建成工作站19个。",
    "也有不足：两个县至今没有专人管这件事，个别项目停在纸上。明年将淘汰末位项目4个，腾出的资金重点支持8个示范项目。",
)


def overview(indent: str = "　　") -> str:
    return "\n".join(indent + paragraph for paragraph in OVERVIEW)


def _shangluo() -> Variant:
    """A city's bulletin: a word of the editors in brackets, an overview with its subtitle, one piece headed by a colon, one
    by a place alone, one by a subtitle and an office with its author."""
    first = piece(0, "商南：老窑口收了新徒弟", "611023", "商南县", "商南")
    second = piece(1, "教授包社，只看收成", "611026", "柞水县", "柞水")
    third = piece(2, "矿工的夜课", "611025", "镇安县", "镇安")
    raw = f"""商洛组工动态
（县域人才专辑）

2019年第6期
（总第131期）
中共商洛市委组织部编　　　　　　　　　　2019年7月2日

【编前语】上月各县报来项目27个，这里选登三个，数字以各县上报为准。

　　　　　　　各唱各的拿手戏
　　　　　——商洛市县域人才项目评选综述

{overview()}

　　　　　　　　　·1·

商南：老窑口收了新徒弟
（中共商南县委组织部供稿）

{plain(first)}

　　　　　　　　　·2·

　柞水县
教授包社，只看收成

{torn(plain(second), "已有17个换了新品种，", "　　　　　　　　　·3·")}

矿工的夜课
——镇安县办技工夜校的三年
（镇安县委组织部　方　舟）

{plain(third)}

报：省委组织部。
送：市委常委，市人大、市政府、市政协领导。
发：各县（区）委组织部，市直各部门。
（共印180份）　　　　　　　　　　　　　责任编辑：史文静
"""
    top = Piece("各唱各的拿手戏——商洛市县域人才项目评选综述", "611000", OVERVIEW)
    return Variant(raw, (top, first, second, replace(third, title="矿工的夜课——镇安县办技工夜校的三年")))


def _baishan() -> Variant:
    """A newspaper's page of narrow lines: running heads in two orders inside sentences, a caption in one, a continuation
    elsewhere, one piece with byline above its text, one signed below, one with neither, and the paper's imprint."""
    first = piece(3, "羊倌有了“家庭医生”", "220622", "靖宇县", "靖宇")
    second = piece(5, "柿饼坐上了“网线”", "220623", "长白县", "长白")
    third = piece(7, "抚松：果园里的夜话", "220621", "抚松县", "抚松")
    one = broken(narrow(first), 4, "\n02　县域·人才\n长白山日报　2022年11月8日\n")
    two = broken(narrow(second), 4, "\n▲长白县金华乡，学员在练习直播。　于海波　摄\n")
    three = broken(
        narrow(third), 4, "（下转03版）\n\n长白山日报　2022年11月8日　星期二　　　　03\n\n（上接02版）"
    )
    raw = f"""长白山日报
2022年11月8日　星期二
责编：宋佳　校对：毕淑云　　　　县域·人才　　　　02

羊倌有了“家庭医生”
——靖宇县科技人员包片记

本报记者　周海涛　通讯员　佟明

{one}

柿饼坐上了“网线”

{two}
（本报记者　迟英）

抚松：果园里的夜话

□　本报通讯员　栾春晓

{three}

社址：白山市浑江大街　邮编：134300　广告热线：0439-323XXXX　本报零售价1.00元
"""
    return Variant(raw, (replace(first, title="羊倌有了“家庭医生”——靖宇县科技人员包片记"), second, third))


def _subtitles() -> Variant:
    """Features of a page with subtitles that name the county, without any author."""
    pieces = (
        piece(0, "窑火映红年轻的脸——江西省石城县陶瓷学徒见闻", "360735", "石城县", "石城"),
        piece(4, "渔村来了“房客”——山东省长岛县科研团队驻村见闻", "370634", "长岛县", "长岛"),
    )
    return Variant(
        "人才周刊\n\n"
        + "\n\n".join(f"{p.title.replace('——', chr(10) + '——')}\n\n{plain(p)}" for p in pieces)
        + "\n",
        pieces,
    )


def _above() -> Variant:
    """The reporter stands above the title."""
    pieces = (
        piece(6, "医生住进了边城", "530523", "龙陵县", "龙陵"),
        piece(2, "夜校里的老矿工", "530524", "昌宁县", "昌宁"),
        piece(7, "把黑板支到村口", "530521", "施甸县", "施甸"),
    )
    raw = "\n\n".join(
        f"□　本报记者　{who}\n{p.title}\n\n{plain(p)}"
        for p, who in zip(pieces, ("杨丽", "段云飞", "赵成"), strict=True)
    )
    return Variant(raw, pieces)


def _datelines() -> Variant:
    """Short news with a dateline each, and no other author."""
    pieces = (
        piece(1, "教师包社只看收成", "520626", "德江县", "德江"),
        piece(5, "一根网线卖柿饼", "520624", "思南县", "思南"),
        piece(6, "三家医院轮流派医生", "520621", "江口县", "江口"),
    )
    starts = ("本报德江8月3日电　", "本报讯（记者　田茂）", "本报江口8月5日讯（通讯员　冉进）　")
    raw = "要闻简讯\n\n"
    found = []
    for p, begins in zip(pieces, starts, strict=True):
        first, *rest = p.paragraphs
        raw += f"{p.title}\n　　{begins}{first}\n" + "\n".join(f"　　{r}" for r in rest) + "\n\n"
        found.append(replace(p, begun=(first,)))
    return Variant(raw, tuple(found))


def _signed_organs() -> Variant:
    """Each piece ends in the organ that sent it in, with or without a name, and the titles name no place."""
    pieces = (
        piece(2, "让下岗的手重新有活干", "210423", "清原满族自治县", "清原"),
        piece(3, "兽医跟着羊群走", "210422", "新宾满族自治县", "新宾"),
        piece(0, "窑口就是课堂", "210421", "抚顺县", "抚顺"),
    )
    signs = ("（供稿：清原县委组织部）", "（新宾县委组织部　关　涛）", "（抚顺县委人才办供稿）")
    raw = "抚顺人才工作\n第3期\n\n" + "\n\n".join(
        f"{p.title}\n{plain(p)}\n{s}" for p, s in zip(pieces, signs, strict=True)
    )
    return Variant(raw, pieces)


def _materials() -> Variant:
    """Papers of a conference, each with its number as 会议交流材料之一 above the title."""
    pieces = (
        piece(4, "请团队驻村 让海带增值", "350922", "古田县", "古田"),
        piece(5, "办电商学院 卖山里山货", "350924", "寿宁县", "寿宁"),
    )
    offices = ("中共古田县委", "中共寿宁县委")
    raw = ""
    for p, office, number in zip(pieces, offices, "一二", strict=True):
        raw += f"会议交流材料之{number}\n\n{p.title}\n{office}\n（2020年9月17日）\n\n{plain(p)}\n\n"
    return Variant(raw, pieces)


def _bars() -> Variant:
    """Web digest: the county before a bar, or in brackets, in front of each title."""
    pieces = (
        piece(1, "丹棱｜教师包社，收成说话", "511424", "丹棱县", "丹棱"),
        piece(7, "青神｜村口黑板，有问必答", "511425", "青神县", "青神"),
        piece(6, "洪雅｜请来医生，教会徒弟", "511423", "洪雅县", "洪雅"),
    )
    return Variant("各地动态\n\n" + "\n\n".join(f"{p.title}\n\n{plain(p)}" for p in pieces), pieces)


def _bracketed() -> Variant:
    """The county behind each title in brackets."""
    pieces = (
        piece(5, "柿饼出山记（富平县）", "610528", "富平县", "富平"),
        piece(2, "夜校点亮矿区（白水县）", "610527", "白水县", "白水"),
        piece(1, "包社先生（澄城县）", "610525", "澄城县", "澄城"),
    )
    return Variant("\n\n".join(f"{p.title}\n{plain(p)}" for p in pieces), pieces)


def _two_digits() -> Variant:
    """An account's article: 01, 02, 03 above the counties' names."""
    pieces = (
        piece(0, "磐安县", "330727", "磐安县", "磐安"),
        piece(4, "象山县", "330225", "象山县", "象山"),
        piece(7, "常山县", "330822", "常山县", "常山"),
    )
    raw = "一县一招，看看他们怎样留住人才\n\n近日，各县陆续晒出成绩单，一起来看。\n\n" + "\n\n".join(
        f"0{n}\n{p.title}\n\n{plain(p, '')}" for n, p in enumerate(pieces, 1)
    )
    return Variant(raw, pieces)


def _speeches() -> Variant:
    """What secretaries of counties said at a meeting, the speaker below each title."""
    pieces = (
        piece(3, "把兽医请到羊圈旁", "150222", "固阳县", "固阳"),
        piece(6, "让边城的病人不出旗", "150223", "达尔罕茂明安联合旗", "达茂旗"),
    )
    raw = f"""在全市人才工作推进会上的发言摘登

{pieces[0].title}
中共固阳县委书记　张玉海

{plain(pieces[0])}

{pieces[1].title}
中共达尔罕茂明安联合旗委书记　白云飞

{plain(pieces[1])}
"""
    return Variant(raw, pieces)


def _shift() -> Variant:
    """Titles with neither author nor subtitle nor place: that another county is spoken of is all there is."""
    pieces = (
        piece(0, "老窑新徒", "431124", "道县", "道县"),
        piece(5, "柿饼上网记", "431127", "蓝山县", "蓝山"),
        piece(7, "夜话不打烊", "431126", "宁远县", "宁远"),
    )
    return Variant("\n\n\n".join(f"{p.title}\n\n{plain(p)}" for p in pieces), pieces)


def _chapters() -> Variant:
    """A book: running heads of book and chapter by turns, page numbers in several dresses, all inside sentences."""
    first = piece(1, "药乡来了包社先生", "411324", "镇平县", "镇平")
    second = piece(2, "矿区夜校三年考", "411323", "西峡县", "西峡")
    one = broken(narrow(first, 28), 5, "— 37 —\n\n县域育才手记\n")
    two = broken(narrow(second, 28), 3, "〔 41 〕\n\n第二辑　学艺　｜　矿区夜校三年考\n")
    two = broken(two, 12, "第42页\n\n县域育才手记\n")
    raw = f"""县域育才手记

第二辑　学艺

药乡来了包社先生
——河南省镇平县的一年

{one}

矿区夜校三年考
——河南省西峡县的三年

{two}
"""
    return Variant(
        raw,
        (
            replace(first, title="药乡来了包社先生——河南省镇平县的一年"),
            replace(second, title="矿区夜校三年考——河南省西峡县的三年"),
        ),
    )


def _heads() -> Variant:
    """Running heads that vary: with and without the weekday, day before or behind, section before or behind."""
    first = piece(4, "渔村办起了研究所", "469027", "乐东县", "乐东")
    second = piece(6, "专家楼里灯不熄", "469028", "陵水县", "陵水")
    one = broken(narrow(first), 3, "\nA05　基层  2023-04-20  南岛日报\n")
    two = broken(narrow(second), 2, "\n2023年4月20日　南岛日报\n基层　A06\n")
    raw = f"""南岛日报　2023年4月20日　星期四　基层　A05

渔村办起了研究所
——海南省乐东县海带课题小记
□　本报记者　符传武

{one}

专家楼里灯不熄
□　本报记者　王雪

{two}

国内统一刊号：CN46-00XX　本报社址：琼山大道　订阅电话：0898-6666XXXX
"""
    return Variant(raw, (replace(first, title="渔村办起了研究所——海南省乐东县海带课题小记"), second))


def _captions() -> Variant:
    """Captions of every kind inside sentences and between paragraphs."""
    first = piece(3, "玉树草场上的流动兽医", "632723", "称多县", "称多")
    second = piece(1, "药材地里的大学生", "632724", "治多县", "治多")
    one = broken(narrow(first), 2, "\n左图：科技人员在称多县清水河镇给羊打针。\n")
    two = broken(narrow(second), 4, "\n◀治多县药材合作社的社员在晾晒大黄。（才仁摄）\n")
    raw = f"""{first.title}
本报记者　扎西

{one}

{second.title}
本报记者　索南

{two}

上图：合作社的晒场。
"""
    return Variant(raw, (first, second))


def _listed() -> Variant:
    """A bulletin that lists its pieces without numbers of pages before it prints them."""
    pieces = (
        piece(6, "边城医院换了新气象", "451425", "天等县", "天等"),
        piece(0, "一座老窑的新学期", "451424", "大新县", "大新"),
    )
    raw = f"""崇左人才通讯
2021年第4期（总第52期）
崇左市委人才办主办　2021年8月30日

本期要目
★ {pieces[0].title}
★ {pieces[1].title}

{pieces[0].title}
天等县委人才办

{plain(pieces[0])}

{pieces[1].title}
大新县委人才办

{plain(pieces[1])}

主送：自治区党委组织部
抄送：各县（市、区）党委组织部
崇左市委人才办　　2021年8月30日印发
"""
    return Variant(raw, pieces)


def _traditional() -> Variant:
    """A page in traditional script, subtitles and signatures by turns."""
    pieces = (
        Piece(
            "柑園裡的新學堂——新會區柑農夜校側記",
            "440705",
            (
                "每到星期三，新會區的柑園便亮起燈來。兩年前，區裡請來農科院的十八名專家，在村口開講，已講一百二十場，聽的人有九千多。",
                "新會的柑農聽完課，回去便剪枝、換土，一畝多收兩千元。專家每講一場，區裡補助六百元。",
            ),
        ),
        Piece(
            "僑鄉請回讀書郎",
            "440781",
            (
                "台山市在外的鄉親多，回來做事的少。前年，市裡辦起創業坊，房租頭三年全免，如今進駐的團隊有三十四個。",
                "台山還為他們擔保貸款，最高五十萬元。去年，這些團隊做成生意八千七百萬元。",
            ),
        ),
    )
    raw = f"""僑鄉時報　2018年3月12日　星期一　第B2版

柑園裡的新學堂
——新會區柑農夜校側記
本報記者　陳志強

{narrow(pieces[0], 26)}

僑鄉請回讀書郎

{narrow(pieces[1], 26)}
（本報記者　伍美玲）
"""
    return Variant(raw, pieces)


def _columns_named() -> Variant:
    """A page with columns: each piece below its column's name, one with a question for a title."""
    pieces = (
        piece(2, "矿关了，师傅去哪儿？", "140581", "高平市", "高平"),
        piece(7, "支起黑板的星期三", "140522", "阳城县", "阳城"),
    )
    raw = f"""【一线故事】
{pieces[0].title}
——高平市技工夜校见闻
记者　常亮

{narrow(pieces[0])}

【田野来信】
{pieces[1].title}
——阳城县“果园夜话”见闻
记者　成洁

{narrow(pieces[1])}
"""
    return Variant(
        raw,
        (
            replace(pieces[0], title="矿关了，师傅去哪儿？——高平市技工夜校见闻"),
            replace(pieces[1], title="支起黑板的星期三——阳城县“果园夜话”见闻"),
        ),
    )


def _cities_line() -> Variant:
    """City and county on a line of their own above the title; the counties lie in several provinces."""
    pieces = (
        piece(5, "山货坐上快车", "341823", "泾县", "泾县"),
        piece(3, "草原上的巡诊队", "654226", "和布克赛尔蒙古自治县", "和布克赛尔"),
        piece(4, "海带晒场上的博士", "211224", "昌图县", "昌图"),
    )
    above = ("安徽省泾县", "新疆和布克赛尔蒙古自治县", "辽宁昌图县")
    raw = "他山之石\n\n" + "\n\n".join(
        f"{a}\n{p.title}\n{plain(p)}" for p, a in zip(pieces, above, strict=True)
    )
    return Variant(raw, pieces)


def _dates_below() -> Variant:
    """Organ and day stand below each title; the text is spaced out by blank lines."""
    pieces = (
        piece(1, "关于教授包社做法的报告", "130434", "魏县", "魏县"),
        piece(6, "关于组团请医生做法的报告", "130425", "大名县", "大名"),
    )
    offices = ("中共魏县县委组织部", "中共大名县委组织部")
    raw = ""
    for p, office in zip(pieces, offices, strict=True):
        body = "\n\n".join("　　" + each for each in p.paragraphs)
        raw += f"{p.title}\n\n{office}\n\n2017年11月6日\n\n{body}\n\n\n"
    return Variant(raw, pieces)


def _reader() -> Variant:
    """A reader of selected pieces with their source in brackets below each."""
    pieces = (
        piece(0, "徒弟的窑，师傅的火", "360222", "浮梁县", "浮梁"),
        piece(2, "夜里九点的电焊课", "430225", "炎陵县", "炎陵"),
        piece(7, "星期三，去村口", "620821", "泾川县", "泾川"),
    )
    sources = ("（来源：浮梁县人民政府网）", "（摘自《炎陵报》）", "（原载《泾川新闻》）")
    raw = "案例选读\n\n" + "\n\n".join(
        f"{p.title}\n{plain(p)}\n{s}" for p, s in zip(pieces, sources, strict=True)
    )
    return Variant(raw, pieces)


def _wide_page() -> Variant:
    """A page converted with its head in three lines, whose pieces' authors stand at the end of the first paragraph's
    line above, as 文/图."""
    pieces = (
        piece(4, "海边小楼的灯", "320921", "响水县", "响水"),
        piece(5, "柿子红了，网店开了", "320925", "建湖县", "建湖"),
    )
    one = broken(narrow(pieces[0], 30), 6, "\n第 6 版　专题\n\n盐阜大众报\n2020年12月3日　星期四\n")
    raw = f"""盐阜大众报
2020年12月3日　星期四
第 5 版　专题

{pieces[0].title}
文/图　本报记者　仇海

{one}

{pieces[1].title}
文/图　本报记者　卞明

{narrow(pieces[1], 30)}
"""
    return Variant(raw, pieces)


def _one_feature() -> Variant:
    """One county's feature with headings inside, towns and other counties in it: nothing to be split."""
    whole = [piece(n, "", "510525", "古蔺县", "古蔺").paragraphs for n in (0, 1, 2, 5)]
    raw = f"""山路弯弯引凤来
——四川省古蔺县引才记

本报记者　罗晓

　　{whole[0][0]}
　　{whole[0][1]}

二郎镇：先生住进了村

　　{whole[1][0]}
　　{whole[1][1]}

向叙永县学来的办法

　　{whole[2][0]}
　　{whole[2][1]}

网店开到太平渡

　　{whole[3][0]}
　　{whole[3][1]}
"""
    paragraphs = tuple(paragraph for told in whole for paragraph in told[:2])
    return Variant(raw, (Piece("山路弯弯引凤来——四川省古蔺县引才记", "510525", paragraphs),))


def _city_report() -> Variant:
    """A city's report that tells of its counties in turn, within its chapters: one case."""
    raw = f"""天水市2018年人才工作总结

　　2018年，全市人才工作围绕县域产业展开，各县区都有动作。现总结如下。

一、主要做法

　　秦安县把果园办成课堂，开班40期，培训果农3200人。甘谷县给回乡的大学生免三年房租，已有65人开店。武山县请来蔬菜专家22名，建成大棚1800座。

二、存在的问题

{overview()}

三、下一步打算

　　2019年，全市还将新建实训基地6个，培训技工5000人次。
"""
    return Variant(raw, (Piece("天水市2018年人才工作总结", "620500", OVERVIEW),))


def _numbered() -> Variant:
    """Numbered pieces, each with the organ that sent it in below its title."""
    pieces = (
        piece(0, "窑口有了接班人", "511321", "南部县", "南部"),
        piece(3, "羊背上的诊所", "513233", "红原县", "红原"),
        piece(7, "黑板挂在村口", "510705", "安州区", "安州"),
    )
    organs = ("南部县委组织部", "红原县委组织部", "安州区委组织部")
    raw = "三地做法选登\n\n" + "\n\n".join(
        f"{n}、{p.title}\n（{o}）\n\n{plain(p)}" for n, p, o in zip("一二三", pieces, organs, strict=True)
    )
    return Variant(raw, pieces)


def _one_line() -> Variant:
    """The reporter stands in the line of the title."""
    pieces = (
        piece(5, "柿子红在网上", "511322", "营山县", "营山"),
        piece(6, "专家楼的灯光", "510725", "梓潼县", "梓潼"),
    )
    raw = "\n\n".join(
        f"{p.title}　　本报记者　{who}\n\n{plain(p)}" for p, who in zip(pieces, ("何勇", "马丽"), strict=True)
    )
    return Variant(raw, pieces)


def _city_feature() -> Variant:
    """A feature about a city that goes through its counties under headings of their own: one case."""
    told = piece(0, "", "", "南部县", "南部"), piece(5, "", "", "营山县", "营山")
    raw = f"""南充人才工作走笔

本报记者　何勇

　　南充市下辖多个县区，南充市的人才工作各有招数。

窑口有了接班人

{plain(told[0])}

柿饼出山

{plain(told[1])}
"""
    paragraphs = tuple(paragraph for each in told for paragraph in each.paragraphs)
    return Variant(raw, (Piece("南充人才工作走笔", "511300", paragraphs),))


def _own_words() -> Variant:
    """A compilation whose contents name organs and not titles; a cover's date; pieces told apart by an organ in brackets."""
    pieces = (
        piece(2, "矿井上面的夜校", "520222", "盘县", "盘县"),
        piece(0, "火膛边的课堂", "520381", "赤水市", "赤水"),
        piece(6, "边上也能看专家门诊", "522628", "锦屏县", "锦屏"),
    )
    offices = ("盘县委组织部", "赤水市人民政府", "锦屏县委人才办")
    contents = "\n".join(f"{n}．{office}发言" for n, office in enumerate(offices, 1))
    raw = f"贵州县域人才工作现场会\n\n材 料 汇 编\n\n2019年10月·贵阳\n\n目    录\n{contents}\n\n"
    for n, (p, office) in enumerate(zip(pieces, offices, strict=True)):
        raw += f"发言材料之{'一二三'[n]}\n{p.title}\n（{office}）\n\n{plain(p)}\n\n"
    return Variant(raw, pieces)


_ALL: tuple[Callable[[], Variant], ...] = (
    _shangluo,
    _baishan,
    _subtitles,
    _above,
    _datelines,
    _signed_organs,
    _materials,
    _bars,
    _bracketed,
    _two_digits,
    _speeches,
    _shift,
    _chapters,
    _heads,
    _captions,
    _listed,
    _traditional,
    _columns_named,
    _cities_line,
    _dates_below,
    _reader,
    _wide_page,
    _one_feature,
    _city_report,
    _numbered,
    _one_line,
    _city_feature,
    _own_words,
)
VARIANTS = {make.__name__.strip("_"): make() for make in _ALL}
