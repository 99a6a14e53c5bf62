"""Made-up documents as they come from bulletins, web pages, scanners and converters, as raw text."""

from itertools import zip_longest

from tests.cases.ingest.documents import prose

TEA = (
    "云溪县地处滇南山区，茶产业是当地的支柱。2021年以来，县里围绕种茶、制茶、卖茶三个环节引进急需人才，"
    "先后请来茶学博士12名，建成专家工作站3个，带动返乡青年320人。"
)
NIGHT = (
    "澜水县紧靠边境，外出务工的人多，留下的人缺手艺。县里办起夜校，由职业学校的老师轮流上课，"
    "一年开班20期，培训边民3000人次，其中一半以上在本地找到了工作。"
)
HOME = (
    "住房和子女入学是专家最关心的两件事。县里腾出老粮站改成专家公寓，拎包就能入住，"
    "又在县一中设了专门的窗口，随到随办，两年来没有一名专家因为这些事离开。"
)
PLAN = "下一步，县里打算再建两个实训基地，把茶叶加工的老手艺列进职业学校的课程，让本地孩子也能学到真本事。"


def wrapped(text: str, size: int, indent: str = "") -> str:
    """A paragraph broken into lines of ``size`` characters, as scanners and old editors leave it."""
    text = indent + text
    return "\n".join(text[k : k + size] for k in range(0, len(text), size))


def set_apart(text: str) -> str:
    """The text with a space between all its characters, line by line: ``余 姚 市``."""
    return "\n".join(" ".join(line) for line in text.split("\n"))


def side_by_side(left: list[str], right: list[str], size: int, between: str = "     ") -> str:
    """Two columns of a page printed in the same lines, the left one filled up to ``size`` Han characters."""
    return "\n".join(
        f"{a}{' ' * (2 * size - len(a.encode('gbk')))}{between}{b}".rstrip()
        for a, b in zip_longest(left, right, fillvalue="")
    )


_LONG = [TEA, NIGHT.replace("澜水县", "云溪县"), HOME, PLAN, prose("云溪县", 4)]
CHAPTER = (
    "县域人才\n\n第三章　茶乡的账本\n\n"
    + wrapped(_LONG[0], 28, "　　")
    + "\n"
    + wrapped(_LONG[1], 28, "　　")[:58]
    + "\n- 41 -\n\n县域人才\n\n"
    + wrapped(_LONG[1], 28, "　　")[58:]
    + "\n第一节　先算住房账\n"
    + wrapped(_LONG[2], 28, "　　")[:58]
    + "\n① 这里的公寓指云溪县老粮站改建的房屋。\n- 42 -\n\n第三章　茶乡的账本\n\n"
    + wrapped(_LONG[2], 28, "　　")[58:]
    + "\n"
    + wrapped(_LONG[3], 28, "　　")
    + "\n第二节　再算人心账\n"
    + wrapped(_LONG[4], 28, "　　")[:58]
    + "\n- 43 -\n\n县域人才\n\n"
    + wrapped(_LONG[4], 28, "　　")[58:]
    + "\n"
)

SCANNED = "\n".join(
    [
        "云溪县茶业引才的做法与启示",
        wrapped(TEA + HOME, 30),
        "一、先请进来",
        wrapped(NIGHT.replace("澜水县", "云溪县") + prose("云溪县"), 30),
        "二、再留下来",
        wrapped(HOME, 30),
        wrapped(PLAN + prose("云溪县"), 30),
    ]
)

APART = set_apart(f"云溪县茶业引才的做法\n{TEA}\n一、主要做法\n{HOME}\n二、下一步打算\n{PLAN}")

TABLE = f"""云溪县2021年引才情况
{TEA}
表1　各乡镇引才情况
乡镇\t引进人才（名）\t建站（个）\t补助（万元）
青石镇\t12\t3\t30
白杨乡\t8\t1\t16.5
河口镇\t15\t2\t42
合计\t35\t6\t88.5
从上表看，河口镇引进人数最多。{PLAN}
"""

WEB = f"""首页
政务公开
新闻中心
您当前所在位置：首页 > 政务公开 > 人才工作 > 正文
云溪县“三张清单”服务茶业专家
发布时间：2021-09-16 10:20  来源：云溪县委组织部  浏览次数：365  字体：【大 中 小】
{TEA}
一、需求清单
{HOME}
二、服务清单
{PLAN}
责任编辑：李敏
打印 关闭 分享到：
上一篇：澜水县召开人才工作会议
下一篇：铜湖县引进博士五名
相关链接
主办单位：云溪县人民政府  承办：云溪县大数据中心
版权所有 © 云溪县人民政府  滇ICP备05000000号-1
滇公网安备 53000000000001号  网站标识码：5300000001
"""

WECHAT = f"""澜水夜校：灯火照边关
原创 澜水组工 澜水组工 2022-03-08 18:30
收录于合集 #人才工作 12个
点击蓝字 关注我们
{NIGHT}
01
课堂搬到寨子里
{HOME}
02
老师排好班
{PLAN}
END
来源：澜水县委组织部
作者：王海涛
编辑：李敏
审核：赵晓云
阅读原文
阅读 1024
点赞 36 在看 12
"""

CONTENTS = f"""云溪县人才工作汇编
目　　录
一、总报告............................1
二、云溪县引进茶学博士的做法··········5
三、云溪县建设专家公寓的做法 ………… 9
附录：大事记 —————— 15
一、总报告
{TEA}
{prose("云溪县", 4)}
二、云溪县引进茶学博士的做法
{HOME}
三、云溪县建设专家公寓的做法
{PLAN}
"""

TWO_COLUMNS = "人才工作专版\n\n" + side_by_side(
    ["云溪县：茶山来了博士", *wrapped(TEA + HOME, 18, "　　").split("\n")],
    ["澜水县：夜校照边关", *wrapped(NIGHT + PLAN, 18, "　　").split("\n")],
    18,
)

TRADITIONAL = """滇北省人才工作簡報
第3期
編者按：現將兩個縣的做法編發如下，供各地參考。
雲溪縣：茶山上的博士
中共雲溪縣委組織部
雲溪縣地處山區，茶產業是當地的支柱。近年來，縣裡圍繞茶產業引進急需人才，先後請來博士十二名，建成專家工作站三個。
一、主要做法
縣裡腾出老糧站改成專家公寓，並在縣一中設了專門的窗口，隨到隨辦，兩年來沒有一名專家因為這些事離開。
二、主要成效
企業反映，技術工人的收入比過去高出不少，返鄉青年也多了起來，茶葉的價格漲了三成。
瀾水縣：夜校照邊關
中共瀾水縣委組織部
瀾水縣緊靠邊境，外出務工的人多。縣裡辦起夜校，一年開班二十期，培訓邊民三千人次，一半以上在本地找到了工作。
一、主要做法
由職業學校的老師輪流上課，白天做工，晚上學習，課堂搬到寨子裡，哪裡有人就到哪裡上課。
"""

INDENTED = f"""　　　　　　　　云溪县引才记
　 　{TEA}
 　　{HOME}
　　 一、住房
　　{PLAN}
\u3000\u00a0 二、入学
　\u2003 {NIGHT.replace("澜水县", "云溪县")}
"""

CAPITALS = f"""TALENT WORK IN COUNTIES
云溪县：茶山上的实验室
YUNXI COUNTY
{TEA}
FIRST STEP 先请进来
{HOME}
CASE STUDY
{PLAN}
"""


CAPTIONS = f"""茶山上的青年之约
{TEA}
{HOME}

云溪县青年人才音乐节现场

{NIGHT}
{PLAN}

怎样留人

{HOME}{PLAN}
"""
