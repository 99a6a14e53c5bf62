"""Lines of letterhead and colophon, and lines that only look like them."""

import pytest

from cases.ingest.clean import clean
from cases.ingest.frame import (
    colophon,
    contents_head,
    issuing_organ,
    letterhead,
    made_by,
    masthead,
    page_top,
    periodical,
)
from cases.ingest.split import split
from tests.cases.ingest.documents import prose

ABOVE = [
    "中共云溪县委文件",
    "云溪县人民政府办公室文件",
    "中共云溪县委人才工作领导小组文件",
    "云发〔2020〕8号",
    "云政办〔2019〕43号 签发人：赵海川",
    "云人社函〔2022〕17号 类别：A",
    "类别：A 公开属性：主动公开",
    "公开属性：主动公开",
    "（A类） 同意公开",
    "索引号：0139-2022/0031 分类：人事",
    "文章编号：1674-0913(2015)03-0058-05",
    "DOI：10.3969/j.issn.1008-0000.2019.04.011",
    "第32卷第4期 南方行政学院学报 Vol.32 No.4",
    "2019年8月 Journal of Southern Administration Aug. 2019",
    "2018年5月 Journal of Western Talent (Social Sciences) May 2018",
    "云溪人才工作简报",
    "第 7 期",
    "（总第42期）",
    "2019年第7期（总第63期）",
    "中共云溪县委组织部编 2019年9月25日",
    "中共云溪县委人才工作领导小组办公室 2013年9月24日",
    "云溪人才周刊",
    "云溪组工通讯",
    "05版·县域",
    "特急",
]
BELOW = [
    "抄送：市委人才办，区四套班子领导。",
    "抄 送：市委人才办",
    "报：省委组织部，市委常委",
    "发：各县（市、区）委组织部 （共印150份）",
    "（共印150份）",
    "共印 280 份",
    "（共印300份） 责任编辑：赵海川",
    "本报地址：云溪路5号 邮编：660000 热线：0870-55500XX 零售每份1元",
    "国内统一刊号：CN53-00XX 社址：云溪路5号",
    "云溪县委办公室 2020年6月13日印发",
    "中共云溪县委人才工作领导小组办公室 2021年6月18日印发",
    "本版图片除署名外均由各县委组织部提供",
    "本期发：各市委组织部，各县（市、区）委组织部",
    "电话：0951-2077×××",
    "新闻热线",
    "责编 赵海川　　版式 林小满　　热线 0870-55500××",
    "（栏目邮箱：rencai@example.cn）",
    "投稿邮箱：rencai@example.cn 联系电话（0951）2077xxxx",
    "地址：云溪路5号 邮编：660000",
    "签发：赵海川 编辑：李东 电话：0870—5550000",
    "准印证号：（滇）字第2016037号",
]
NEITHER = [
    "关于印发《云溪县引才办法》的通知（云政办〔2019〕43号）",
    "关于加强人才工作的意见 云发〔2020〕8号",
    "云溪县引进人才办法",
    "根据《云溪县引才办法》（云政办〔2019〕43号）精神，制定本办法。",
    "发放生活补贴：每月1500元",
    "报名：9月1日前",
    "送人才下乡",
    "2020年6月12日",
    "中共云溪县委办公室",
    "云溪县：茶山来了博士",
    "共印证了三件事",
    "引才热线：一头连着企业一头连着院校",
    "人才服务热线",
    "一部热线电话打通企业堵点",
    "地址：云溪县人才大厦二楼",
    "全省茶艺大赛由云溪县委组织部主办",
    "办好一份人才周刊，就是一座桥",
    "附件：1.目标分解表",
    "联系人：县委人才办 地址：云溪路5号 电话：55500XX",
]


@pytest.mark.parametrize("line", ABOVE)
def test_letterhead(line):
    assert letterhead(line) and not colophon(line)


@pytest.mark.parametrize("line", BELOW)
def test_colophon(line):
    assert colophon(line)


@pytest.mark.parametrize("line", NEITHER)
def test_neither(line):
    assert not letterhead(line) and not colophon(line)


@pytest.mark.parametrize(
    "lines, own",
    [
        (
            [
                "云溪组工信息",
                "（人才专刊）",
                "2015年第11期",
                "（总第286期）",
                "云溪县委组织部编 2015年8月7日",
                "茶山",
            ],
            5,
        ),
        (["云溪人才工作", "第3期", "茶山来了博士"], 2),
        (["云溪人才工作", "茶山来了博士"], 0),
        (["茶山来了博士", "第3期"], 0),
        (
            [
                "内部资料 注意保存",
                "滇北人才动态",
                "2016年第4期",
                "（云溪专辑）",
                "滇北省委人才办主办",
                "茶山来了博士",
            ],
            5,
        ),
    ],
)
def test_a_periodicals_own_lines(lines, own):
    assert periodical(lines) == own


@pytest.mark.parametrize(
    "lines, own",
    [
        (
            [
                "滇北人才报",
                "县域版",
                "2022年7月6日 星期三",
                "第八版",
                "组版 梁 冰 校对 马丽珍",
                "茶山来了博士",
            ],
            5,
        ),
        (["7", "茶乡·周刊", "2022年7月6日 星期三", "电话：8196×××", "云溪日报", "茶山来了博士"], 5),
        (["滇北日报 DIANBEI DAILY", "责任编辑 哈丽娜 美术编辑 才让", "茶山来了博士"], 2),
        (["滇南晚报", "B2 县域", "2022年7月6日 星期三", "茶山来了博士"], 3),
        (["滇北学刊 二〇一一年第四期 总第六期", "2022年7月6日 星期三", "茶山来了博士"], 2),
        # Headlines that end as papers' names do, and tops without day or editors.
        (["一封来自大山的喜报", "2022年7月6日 星期三", "责任编辑 梁 冰"], 0),
        (["云溪县人才工作获全省通报", "2022年7月6日 星期三"], 0),
        (["茶乡人才报", "茶山来了博士"], 0),
        (["茶山来了博士", "2022年7月6日 星期三", "责任编辑 梁 冰"], 0),
        (["编辑部里的年轻人", "2022年7月6日 星期三"], 0),
    ],
)
def test_the_top_of_a_papers_page(lines, own):
    assert page_top(lines) == own


def test_a_papers_name_with_no_headline_below_may_be_the_title():
    (part,) = split(f"茶乡人才报\n2022年7月6日 星期三\n{prose('云溪县', 4)}\n")
    assert part.title == "茶乡人才报"


def test_a_letterhead_names_its_organ():
    assert issuing_organ("中共云溪县委办公室文件") == "中共云溪县委办公室"
    assert issuing_organ("云发〔2020〕8号") == ""


@pytest.mark.parametrize("line", ["目 录", "目录", "本期内容", "【本期导读】", "本期要目：", "今日看点"])
def test_contents(line):
    assert contents_head(line)


@pytest.mark.parametrize("line", ["内容", "主要内容", "目录管理办法", "本期内容丰富"])
def test_no_contents(line):
    assert not contents_head(line)


def test_credits_of_a_page():
    assert made_by("责任编辑 张颖 版式设计 李东") and made_by("编辑：张颖 审核：李东")
    assert not made_by("编辑部的故事") and not made_by("责任编辑要把好关。")
    assert masthead("云溪日报")


BODY = (
    f"一、总体要求\n{prose('云溪县', 4)}\n二、主要措施\n{prose('云溪县', 4)}\n云溪县人民政府\n2020年6月12日"
)
DOCUMENTS = [
    # what it is, text above the case, its title's lines, text below the case, title, what the case ends in
    (
        "a county's measures",
        "云溪县人民政府文件\n云政发〔2020〕8号 签发人：赵海川\n",
        "关于引进茶业人才的若干意见\n",
        "\n抄送：市政府办公室，县人大常委会办公室，\n县政协办公室。\n云溪县人民政府办公室 2020年6月13日印发\n共印280份",
        "关于引进茶业人才的若干意见",
        "2020年6月12日",
    ),
    (
        "particulars of a web site",
        "索引号：0139-2022/0031 分类：人事 / 通知\n发布机构：云溪县人社局 发文日期：2020-06-13\n文号：云政发〔2020〕8号 主题词：人才\n",
        "关于印发《云溪县引进茶业人才\n若干措施》的通知\n",
        "",
        "关于印发《云溪县引进茶业人才若干措施》的通知",
        "2020年6月12日",
    ),
    (
        "a title in two lines, with a note",
        "中共云溪县委文件\n云发〔2020〕8号\n",
        "云溪县茶业人才引进培育\n暂行办法\n（2020年6月1日县政府第31次常务会议通过）\n",
        "\n（共印150份）",
        "云溪县茶业人才引进培育暂行办法",
        "2020年6月12日",
    ),
    (
        "a paper",
        "第32卷第4期 南方行政学院学报 Vol.32 No.4\n文章编号：1008-0000（2019）04-0071-08\n",
        "县域人才的“双向流动”\n——以云溪县为例\n陈一苇1,2 周 牧1*\n（1.钱江大学 公共管理学院，浙江 杭州 310058）\n"
        "摘 要：人才是乡村的关键。\n关键词：人才；流动\n",
        "",
        "县域人才的“双向流动”——以云溪县为例",
        "2020年6月12日",
    ),
    (
        "a newspaper's page",
        "云溪日报 2020年6月12日 星期五 03\n责任编辑 张 颖 版式设计 李 东\n一线观察\n",
        "茶山来了十二位博士\n本报记者 王海涛\n",
        "\n本版图片均由县委组织部提供",
        "茶山来了十二位博士",
        "2020年6月12日",
    ),
]


@pytest.mark.parametrize(
    ("name", "above", "head", "below", "title", "end"), DOCUMENTS, ids=[d[0] for d in DOCUMENTS]
)
def test_what_stands_round_a_case_is_nobodys(name, above, head, below, title, end):
    text = clean(above + head + BODY + below).text
    (part,) = split(text)
    assert part.title == title
    assert text[part.start :].startswith(text[text.index(head.split("\n")[0]) :][:6])
    assert text[: part.end].endswith(end)


def test_a_bulletin_is_cut_at_what_its_contents_name():
    text = (
        f"云溪人才工作简报\n2019年第7期（总第63期）\n中共云溪县委组织部编 2019年9月25日\n本期内容\n◆ 茶海里的面孔\n◆ 对话：茶师怎么评\n"
        f"◆ 茶海里的面孔\n{prose('云溪县', 4)}\n◆ 对话：茶师怎么评\n{prose('云溪县', 4)}\n送：市委人才办\n发：各镇党委"
    )
    parts = split(clean(text).text)
    assert [part.title for part in parts] == ["茶海里的面孔", "对话：茶师怎么评"]
    assert "送：" not in text[parts[-1].start : parts[-1].end]


def test_a_guide_goes_on_behind_a_telephone():
    guide = f"云溪县人才卡办事指南\n一、怎么办\n{prose('云溪县', 4)}\n咨询电话：0870-5550000\n二、要带什么\n身份证、毕业证各一份。\n"
    text = clean(guide + "投诉电话：0870-5550001").text
    (part,) = split(text)
    assert text[: part.end].endswith("各一份。")


def test_chapters_that_contents_name_are_no_cases():
    text = f"云溪县人才发展规划\n目录\n一、发展基础\n二、主要任务\n一、发展基础\n{prose('云溪县', 4)}\n二、主要任务\n{prose('云溪县', 4)}"
    assert len(split(clean(text).text)) == 1


def test_a_headline_after_its_text_behind_another_piece():
    first = "浏阳：匠人有职称\n" + "浏阳市推出改革，浏阳市的匠人评上了职称，浏阳市今年还要再评。\n" * 3
    second = "在桂阳县正和镇，返乡的青年把直播间搬进了车间。\n桂阳县在外务工的人多，桂阳县设立工作站七个。\n桂阳县还办起了学院。\n"
    text = first + second + "“归燕”筑巢，家居县添翼\n本报记者 王海涛\n"
    parts = split(text)
    assert [part.title for part in parts] == ["浏阳：匠人有职称", "“归燕”筑巢，家居县添翼"]
    assert text[parts[1].start :].startswith("在桂阳县")
    same = first + first.split("\n", 1)[1] + "“归燕”筑巢，家居县添翼\n本报记者 王海涛\n"
    assert len(split(same)) == 1
