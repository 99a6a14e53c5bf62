"""What stands round a document and is nobody's text: its letterhead above, its colophon below.

The letterhead holds the issuing organ's name with 文件, the document's number, a bulletin's title with its issue, and
particulars such as 类别：A; the colophon holds whom copies went to, who printed it and how many: 抄送：…, 共印150份.
"""

import re
from functools import lru_cache

from .line import HAN, date, note, page_head

_LABELS = (
    "类别|公开属性|公开方式|公开类型|公开形式|信息公开选项|是否公开|签发人|会签人|签发|密级|紧急程度|份号|保密期限|索引号|发文机关|发布机构|成文日期|发文日期"
    "|生成日期|文号|发文字号|主题分类|主题词|体裁分类|有效性|废止日期|办理类别|答复类别|办理结果|承办单位|主办单位|建议编号|提案编号|文章编号|中图分类号|分类号|文献标识码"
    "|内容概述|信息名称|文件名称|组配分类|服务对象|文献标志码|收稿日期|修回日期|DOI|doi"
)
# What stands above a paper's title or among the particulars of a file: 文章编号：…, 类别：A 公开属性：主动公开.
_PARTICULARS = re.compile(
    rf"[\[【［(（]?\s*(?:{_LABELS})\s*[\]】］)）]?\s*[:：].{{0,90}}|[\[【［](?:{_LABELS})[\]】］].{{0,90}}"
    r"|[（(]?[A-D]\s?类[）)]?(?:\s*(?:同意|主动|依申请|不予)?公开)?|(?:同意|主动|依申请|不予)?公开"
)
_NUMBER = r"[〔\[（(【]\s?\d{4}\s?[〕\]）)】]\s?第?\s?\d+\s?号"
_MASTHEAD = re.compile(
    r".*(?:人民政府|委员会|办公室|组织部|领导小组|[县市区州旗盟]委|管委会|党委|党组|厅|局)文\s?件"
    rf"|(?!.*(?:关于|通知|意见|办法|措施|方案|细则).*[〔\[（(【])[^《》]*{_NUMBER}(?:\s.{{0,40}})?|.*\d{{4}}\s?年.*第\s?\d+\s?期.*"
    r"|[（(]?(?:总第|第)\s?[\d一二三四五六七八九十百]+\s?期.*"
    r"|.*(?:日报|晚报|时报|周报|简报|簡報|信息专报|工作动态|工作通讯|工作信息|内部资料|内部参阅)"
    r"|[\u4e00-\u9fff]{2,6}(?:[日晚晨早]刊|[晨早商快]报)|[\u4e00-\u9fff]{2,6}\s+[A-Z]?[01]\d|[A-Z]\d{2}"
    rf"|.{{2,16}}[\d〇○零一二三四五六七八九]{{4}}\s?年\s?第\s?[\d一二三四五六七八九十百]+\s?期(?:\s.{{0,40}})?"
    r"|(?:新闻|报料|爆料|广告|发行|投稿|读者|订阅|服务|热线)(?:热线|电话|邮箱|信箱)\s?[:：].{4,60}"
    r"|[\u4e00-\u9fff]{4,10}(?<![汇申通上])报\s+[A-Z]?\d{1,2}(?:\s?版)?(?:\s+[\u4e00-\u9fff]{1,6})?"
    r"|[A-Z]?\d{1,3}\s?版\s?[·｜|：:]?\s?[\u4e00-\u9fff]{0,6}|.{2,14}(?:周刊|月刊|季刊|专刊|快报|(?:组工|党建|人才|组织|干部)通讯)"
    r"|.*\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日.*(?:星期|版).*|(?:秘密|机密|特急|加急|急件)★?.*"
    r"|第\s?\d{1,4}\s?卷\s?第?\s?\d{1,3}\s?期.*|.*\bVol\.?\s?\d+.*|[12]\d{3}\s?年\s?\d{1,2}\s?月\s+[A-Za-z][A-Za-z .,&:'’()（）\d-]+"
    r"|附件\s?[\d一二三四五六七八九十]{0,2}[:：]?|(?:[·—-]\s?\d{1,4}\s?[·—-]\s+)?[\u4e00-\u9fff·《》 ]{2,24} [12]\d{3}[./](?:0?[1-9]|1[0-2])(?: \d{1,4})?"
)
_HAN_NUMBER = "一二三四五六七八九十"
_DAY = (
    rf"(?:[12]\d{{3}}|[一二][〇○零O{_HAN_NUMBER}]{{3}})\s?年\s?[\d{_HAN_NUMBER}]{{1,2}}\s?月"
    rf"(?:\s?[\d{_HAN_NUMBER}]{{1,3}}\s?日)?"
)
_MAKER = rf"(?:中共)?[{HAN}、 ]{{2,40}}?(?:办公室|委员会|组织部|人才办|[县市区州旗盟]委|领导小组|政府|局|厅|研究室|编辑部|中心|主办|主编|编印|编)"
# 中共甲市委组织部编 2019年9月25日: who made a bulletin, and when.
_IMPRINT = re.compile(rf"{_MAKER}(?:\s?(?:主办|编印|编))?\s+{_DAY}")
_PRINTED = re.compile(rf"{_MAKER}\s*{_DAY}\s?(?:印发|印制|印)")
_COLOPHON = re.compile(
    r"(?:抄\s?送|抄\s?报|主\s?送|分\s?送|报\s?送|发\s?送|主\s?报|呈\s?报|印\s?送|本期发|本期送|报|送|发)\s?[:：].*"
    r"|[（(]?\s*共\s?印\s?(?:发)?\s?\d+\s?份\s*[）)]?(?:\s*(?:责任编辑|责编|编辑|校对|审核|签发)\s?[:：].{1,30})?|[（(]?\s*印数?\s?[:：]?\s?\d+\s?份\s*[）)]?"
    r"|[（(【\[]?内部(?:资料|刊物|材料|文件)(?:[\s，,]*(?:注意保存|请勿外传|不得外传|免费交流|妥善保管))?[）)】\]]?"
    r"|(?:打字|校对|印刷|印制)\s?[:：].{1,40}|本版(?:图片|照片|图文|文图|稿件|摄影|文字|撰文).{2,40}"
)
# What a newspaper says about itself at the foot of a page: 本报地址：… 邮编：… 零售每份1元.
_PAPERS_OWN = re.compile(
    r"(?=.*(?:刊号|零售|邮发代号|广告|本报|本刊|社址|定价|印刷|订阅|发行)).*?(?:地址|社址|邮编|邮政编码|电话|热线|传真|邮箱|网址|零售价?|定价|印刷|刊号|邮发代号|发行)[:：每 ].{1,}"
)
# 电话：8196×××, 投稿邮箱：rc@example.cn, 新闻热线: how to reach who made the page, never what it tells.
_DIALLED = r"\s?[:：]?\s?[（(]?[\dA-Za-z][\dA-Za-z×＊*@._\-—–－/（）()、，, ]*"
_CONTACT = re.compile(
    rf"[（(]?(?:栏目|专栏|本栏)?(?:投稿)?(?:邮箱|信箱){_DIALLED}|(?:[{HAN}]{{0,4}}(?:电话|热线|传真|邮箱|信箱|邮编|邮政编码|网址|微信号|QQ群?){_DIALLED}){{1,4}}"
    r"|(?:新闻|报料|爆料|读者|投稿|发行|广告|订阅)(?:热线|电话|邮箱|信箱)"
    rf"|(?:本报|本刊|报社|编辑部|单位|通讯|通信|联系)?(?:地址|社址)\s?[:：][^，。]{{4,40}}(?:邮编|电话|邮箱){_DIALLED}"
    rf"|(?:签发|主编|编辑|责编|校对|版式)\s?[:：\s][^，。]{{2,40}}(?:电话|热线|邮箱){_DIALLED}"
)
# 准印证号：（滇）字第2016037号: the licence that a periodical is printed under.
_LICENCE = re.compile(r"[^，。：:]{0,12}(?:准印证|准印字|准印号|内资准字)[^。]{0,40}")
# What may stand among a newspaper's day, page and editors at a page's top: 县域人才报, 人才·周刊, 第八版, A05.
_PAPERS_TOP = re.compile(
    rf"[A-Z]?\d{{1,3}}|[A-Z]\d{{1,2}}\s+[{HAN}]{{2,6}}|第[\d一二三四五六七八九十]{{1,3}}版|[{HAN}·•・]{{2,10}}(?:版|刊)"
    rf"|(?!.*(?:[通汇上申情简海公捷喜举预月年季回直墙填呈]报|报[告名道])$)《?[{HAN}]{{3,8}}报》?(?:\s+[A-Z][A-Za-z ]+)?"
)
# 责任编辑 哈丽娜 美术编辑 张颖, with names that no list has.
_EDITED = re.compile(
    rf"(?:(?:责任|美术|文字|图片|值班)编辑|责编|编辑|美编|版式|组版|校对|主编)\s*[:： /／][{HAN} :：/／]{{2,40}}"
)
_WEEKDAY = re.compile("星期[一二三四五六日天]")
_MADE = re.compile(r"[（(]?(?:责任编辑|责编|主编|编辑|美编|版式|版面|校对|审核|审校|监制|统筹|组版)")
_CONTENTS = re.compile(
    r"(?:CONTENTS|Contents)?\s?目\s?[录錄次](?:\s?(?:CONTENTS|Contents))?|[【\[]?(?:本[期辑刊书卷]|全书)目[录次][】\]]?[:：]?|[【\[]?\s?(?:本期|本刊|本版|今日)?(?:要目|导读|目录|目次|内容提要|看点)\s?[】\]]?[:：]?"
    r"|[【\[]?\s?(?:本期|本刊)(?:内容|摘要|主要内容|关注|推荐)\s?[】\]]?[:：]?"
)

_PREFACE = re.compile(
    r"(?:编首语|编者按|编者的话|编前[语话]?|前言|引言|序言?|卷首语|刊首语|开栏的话|开栏语|按语|主持人语|导语|目录|写在前面|开篇语|出版说明|编辑说明|preface|foreword)\s*[A-Za-z ]*[:：]?",
    re.I,
)


@lru_cache(maxsize=2048)
def masthead(line: str) -> bool:
    """Whether the line names a paper, a bulletin's issue, or a document's number: …〔2021〕5号, 第12期, 甲乙日报."""
    return len(line) <= 80 and bool(_MASTHEAD.fullmatch(line))


_PERIODICAL = re.compile(
    rf"[{HAN}]{{2,12}}(?:简报|简讯|信息|动态|通讯|通报|专报|参阅|参考|内参|快讯|要情|交流|导刊|月报|周报|季报|专刊|杂志|工作|之窗|天地|园地)"
    r"|[（(《【][^，。：]{2,16}(?:专刊|专辑|特刊|增刊|专版|内部资料|内部刊物|特辑|专号)[）)》】]"
)
_ISSUED = re.compile(
    r"[（(]?(?:[12]\d{3}\s?年\s?(?:\d{1,2}\s?月\s?(?:\d{1,2}\s?日\s?)?)?)?(?:总|第|增)\s?第?\s?[\d一二三四五六七八九十百]+\s?[期号].{0,24}"
)
_PUBLISHED_BY = re.compile(
    rf"(?:主办|主编|编印|编发|承办|编辑)(?:单位|部门)?\s?[:：]\s?(?:中共)?[{HAN}、 ]{{4,40}}"
    rf"|(?!.*[由将被])(?:中共)?[{HAN}]{{2,24}}(?:办公室|委员会|组织部|人才办|领导小组|研究室|编辑部)\s?(?:主办|主编|编印|编发|编)"
)
_TOP = 8  # Lines at the top of a document among which a periodical's name stands by the number of its issue.


def periodical(lines: list[str]) -> int:
    """How many of the first lines are a periodical's own, 甲市组工信息 / （人才专刊） / 第11期: those down to the last that
    counts its issue or says who made it, if all of them are of the kind; else 0."""
    last, issued = 0, False
    for k, line in enumerate(lines[:_TOP], 1):
        if _ISSUED.fullmatch(line):
            last, issued = k, True
        elif issued and (_IMPRINT.fullmatch(line) or _PUBLISHED_BY.fullmatch(line)):
            last = k
        elif not (_PERIODICAL.fullmatch(line) or letterhead(line) or colophon(line)):
            break
    return last


def page_top(lines: list[str]) -> int:
    """How many of the first lines head a newspaper's page, 滇北人才报 / 县域版 / 2022年7月6日 星期三 / 第八版: two or more,
    its weekday or its editors among them; else 0."""
    last, sure = 0, False
    for k, line in enumerate(lines[:_TOP], 1):
        known = bool(_WEEKDAY.search(line) and date(line)) or made_by(line) or page_head(line)
        known = known or bool(_EDITED.fullmatch(line))
        if not (known or date(line) or _PAPERS_TOP.fullmatch(line) or masthead(line) or colophon(line)):
            break
        last, sure = k, sure or known
    return last if sure and last >= 2 else 0


@lru_cache(maxsize=2048)
def letterhead(line: str) -> bool:
    """Whether the line belongs above a title: a masthead, a file's particulars, a bulletin's maker with its day."""
    return (
        len(line) <= 120
        and not line.startswith("附件")
        and bool(
            masthead(line)
            or _PARTICULARS.fullmatch(line)
            or _IMPRINT.fullmatch(line)
            or _PUBLISHED_BY.fullmatch(line)
        )
    )


@lru_cache(maxsize=2048)
def colophon(line: str) -> bool:
    """Whether the line belongs below a document: 抄送：…, 甲县委办公室 2021年6月18日印发, 共印150份."""
    if len(line) > 160:
        return False
    if any(form.fullmatch(line) for form in (_COLOPHON, _PRINTED, _CONTACT, _LICENCE)):
        return True
    return "。" not in line and "，" not in line and bool(_PAPERS_OWN.fullmatch(line))


def contact(line: str) -> bool:
    """Whether the line says how to reach someone and nothing else: 咨询电话：0870-5550000. A guide may go on behind it."""
    return len(line) <= 160 and bool(_CONTACT.fullmatch(line))


def made_by(line: str) -> bool:
    """Whether the line names those who edited and laid out a page: 责任编辑 张颖 版式 李东."""
    return note(line) and bool(_MADE.match(line))


def contents_head(line: str) -> bool:
    """Whether the line heads a table of contents: 目录, 本期内容."""
    return len(line) <= 16 and bool(_CONTENTS.fullmatch(line))


def preface(text: str) -> bool:
    """Whether the line heads a preface or an editor's word: 编者的话, 【编者按】, 前言."""
    return bool(_PREFACE.fullmatch(text.strip("【】[] ")))


def issuing_organ(line: str) -> str:
    """The organ of a letterhead, 中共甲县委办公室文件 → 中共甲县委办公室; empty when it is no such line."""
    found = re.fullmatch(rf"((?:中共)?[{HAN}]{{4,40}})文\s?件", line)
    return found[1] if found else ""
