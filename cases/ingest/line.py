"""What a line of Chinese text is by its look: a heading, a byline, a caption, a note, a cut sentence.

Both cleaning and splitting ask these questions; none of them knows a single place or document.
"""

import re
import unicodedata
from functools import lru_cache

from .sieve import compiled

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_HAN = re.compile(f"[{HAN}]")
_DIGITS = "一二三四五六七八九十百〇零\\d０-９"
# 一、 （一） 1. 2.1 （1） ① 第一章 第一条 案例一 — but neither 二、三等奖 nor 2.5 亿元 nor 第一批.
NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．](?![一二三四五六七八九十]{1,2}(?:等|类|级|批|线|[、.．]))"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|[\d０-９]{1,2}(?:[.．](?![\d０-９])|、(?![\d０-９]))"
    rf"|\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}}[ 　]+(?=[{HAN}“])(?![万亿余多元个倍人名家项件亩吨%年月平公百千])"
    r"|[（(][\d０-９]{1,2}[）)]|[\d０-９]{1,2}[）)]|[①-⑳❶-❿㈠-㈩]"
    rf"|第[{_DIGITS}]{{1,4}}[章节節编編篇条條站]|第[{_DIGITS}]{{1,4}}部分"
    rf"|(?:典型|创新|优秀|实践)?案例[{_DIGITS}]{{1,3}}(?![{HAN}\d])|【案例[{_DIGITS}]{{0,3}}】)"
)
_MARKS = "■□●○◆◇▲△▼★☆◎►▶※"
BULLET = re.compile(rf"[{_MARKS}▌▍▎▏█┃·•∙]\s*")
# 本报讯（记者 张三）, 甲网12月10日（张三/李四）: what stands before the first sentence of news.
DATELINE = re.compile(
    rf"[【\[（(]?(?:本报|本刊|本网|新华社|[{HAN}]{{2,6}}?(?:网|社|台|[日晚]报))[{HAN}]{{0,6}}?\s?"
    r"(?:(?:\d{1,2}月\d{1,2}日\s?)?(?:讯|电|電|消息)(?=[ /／（(，—：:】\]）)]|$)|\d{1,2}月\d{1,2}日(?=[ ]?[（(]))"
    rf"|[（(](?:[^（）()，。]{{0,8}}(?:记者|通讯员)|[{HAN}]{{2,4}}[ /／](?=[{HAN}]))[{HAN}·、/／ ]{{1,30}}[）)]"
)
_ENDED = tuple("。！？；：…!?;:")
_CLOSING = "”’）)】》〉」』\"'"
_CLOSING_OR_SPACE = _CLOSING + " "
_OPENERS = re.compile(
    r"据了解|据悉|据介绍|据统计|如今|目前|眼下|近日|日前|近年来|截至|此外|同时|与此同时|走进|在此基础上|下一步|今年以来"
    r"|首先|其次|再次|最后|第[一二三四五六七八九]，|其[一二三四五六][：，]|[一二三四五六七八九]是|——|“"
)
# Chapters that any case may have; they head a part of a case, never a case, and are never furniture.
GENERIC = re.compile(
    r"(?:主要|基本|具体|经验|创新|典型|实际|工作|初步|取得|存在|有关|一些|几点|案例|项目|改革|实践|创建|推广|下一步|下步|总体|"
    r"特色|的|与|和|及|、|以及|\s)*"
    r"(?:做法|成效|效果|成果|成绩|经验|启示|背景|缘起|由来|概况|概述|情况|亮点|评价|分析|点评|思考|体会|问题|困难|不足|建议|打算|思路|计划|安排|"
    r"举措|措施|目标|任务|动因|起因|进展|创新点|价值|意义|机制|保障|简介|介绍|短评|结语|小结|附件|目录|前言|引言|导语|摘要|"
    r"链接|对策|原则|要求|特点|模式|探索|对象|范围|条件|附则|总则|实施步骤|流程|程序)+"
)
COMMENT = re.compile(
    r"(?:学者|专家|编者|编辑|名家|嘉宾|记者|采访|采编|案例|点)?(?:点评|评析|短评|感言|手记|按语|按|后记|旁白)[:：]?"
)
_ORGAN = (
    r"(?:委员会|组织部|组织科|人才办|人才局|人才工作局|人才服务中心|人才中心|办公室|委办|府办|政府|人社局|社保局|社会保障局|科技局|"
    r"科协|课题组|调研组|编辑部|编写组|工委|党委|党组|管委会|研究室|党校|领导小组|人才工作处|供稿|宣传部|改革办|农业农村局|組織部|人才辦|委員會|辦公室|委辦)"
)
_FIELD = (
    "人力资源|社会保障|人才|人事|科技|科学|技术|教育|财政|农业|农村|乡村振兴|卫生|健康|工业|信息化|经济|商务|民政|住房|城乡|建设|文化|旅游|广播|电视"
    "|体育|发展|改革|市场监督|管理|公安|司法|税务|统计|医疗保障|退役军人|事务|水利|林业|草原|交通|运输|自然资源|生态|环境|投资|促进|招商|数据|金融"
)
_DAY = r"(?:\s*[12]\d{3}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?)?"
_NAME = (
    r"(?:[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    r"鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒"
    r"屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸"
    r"左石崔吉龚程邢裴陆荣翁荀羊甄曲家封芮储靳段富焦巴牧山谷车侯宓全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司韶黎薄印白蒲从鄂"
    r"索赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳姬申扶冉宰桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎连习艾容向古易慎戈廖庾居衡步耿满"
    r"弘匡国文寇广欧利师巩聂关荆游权盖益桓公才丛岳楚仝赫闫佟付肖覃麦商佘阙岩帅缑亢况后有琴肇]"
    rf"\s?[{HAN}]|(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒)[{HAN}])[{HAN}]?"
)
_BRACKETED = re.compile(
    rf"[（(]\s*(?:作者单位[:：]|供稿[:：]|来源[:：])?[^（）()。，；！？\n]{{2,40}}{_ORGAN}(?:供稿)?{_DAY}(?:\s?(?:印发|发布|制定|编印))?\s*[）)]$"
)
# （供稿：中共甲市委组织部 甲市林业局）: those who handed a piece in together.
_HANDED_IN = re.compile(
    rf"[（(]\s*(?:供稿|报送|来稿|撰稿|选送)(?:单位)?\s?[:：]\s?(?:中共)?[{HAN}]{{2,24}}(?:委|部|局|办|厅|会|府|室|院|中心|小组)"
    rf"(?:[\s、]+(?:中共)?[{HAN}]{{2,24}}(?:委|部|局|办|厅|会|府|室|院|中心|小组)){{0,4}}\s*[）)]$"
)
# （甲县委组织部 曹国栋）: the organ with whoever wrote there.
_ORGAN_AND_NAMES = re.compile(
    rf"[（(]\s*(?P<organ>(?:中共)?[{HAN}]{{2,30}}?{_ORGAN})[\s：:]+(?P<names>(?:{_NAME})(?:[\s、，,]+(?:{_NAME})){{0,4}})\s*[）)]$"
)
_BARE_ORGAN = re.compile(
    rf"(?!.*(?:关于|(?:汇报|报告|总结|要点|意见|通知|方案|规划|材料|讲话|纪要|纪实)$))"
    rf"(?:中共|(?:供稿|报送|申报|推荐|选送|作者)?单位[:：]|供稿[:：]|来源[:：]|作者[:：])\s?[{HAN}（）()\s·]{{2,36}}$|[{HAN}]{{2,18}}{_ORGAN}$"
    rf"|[{HAN}]{{1,8}}[省市县区州旗盟](?:{_FIELD}|[和与、])+(?:厅|局)$"
)
# 中共甲市委组织部 甲市人力资源和社会保障局: organs that issue a text together.
_ORGANS = re.compile(
    rf"(?:中共)?[{HAN}]{{2,24}}(?:委|部|局|办|厅|会|府|室|院|中心|小组)(?:\s+(?:中共)?[{HAN}]{{2,24}}(?:委|部|局|办|厅|会|府|室|院|中心|小组)){{1,4}}$"
)
_REPORTER = re.compile(
    r"(?!.*[、，,]$|.{0,12}记者(?:在|从|了解|采访|走[进访]|看到|来到|发现|获悉|就|日前|近日|问|跟随|注意|见到|得知|随|到|对))"
    rf"[（(]?[{_MARKS}]?\s*(?:(?:{_NAME})[\s、]+){{0,3}}"
    r"(?:(?:本报|本刊|特约|见习|全媒体|[^\s，。：:（(]{0,10})?(?:记者|通讯员|撰稿)|文[/／｜|丨]|图[/／｜|丨]|撰文|作者[:：]|执笔[:：])"
    rf"[:：\s]*[{HAN}·\s、，,/／]{{2,40}}[）)]?$"
)
_NAMES = re.compile(rf"(?:{_NAME})(?:(?:\s+|[、，,])(?:{_NAME})){{1,5}}$")
# （王兆锋 周千清）, 乙县妇联 马 燕: names in brackets, and behind where they work.
_NAMES_IN_BRACKETS = re.compile(rf"[（(]\s?(?:{_NAME})(?:(?:\s+|[、，,])(?:{_NAME})){{0,5}}\s?[）)]$")
_PLACED_NAMES = re.compile(
    rf"(?=[{HAN}\s]{{7,40}}$)[{HAN}]{{3,20}}(?:委|部|局|办|站|会|联|街道|镇|乡|院|校|中心|社|团|公司|处|科|所|馆|府)"
    rf"(?:\s+(?:{_NAME})){{1,4}}$"
)
# 罗思远1，田 蓓2*: authors whose marks lead to where they work.
_MARKED_NAMES = re.compile(
    rf"(?:(?:{_NAME})\s?(?:[\d①-⑳*＊†](?:\s?[,，]\s?(?=[\d*＊†]))?){{1,4}}[\s、，,;；]*){{1,8}}$"
)
_BULLET_NAMES = re.compile(
    rf"(?!.*[县市区旗盟州镇乡村局委办院校]$)(?:[■□●]\s*[{HAN}]{{2,4}}|[{_MARKS}]\s*(?:{_NAME}|[{HAN}]\s[{HAN}]))(?:[\s、]+[{HAN}]{{1,4}}){{0,6}}$"
)
# ● 卷首语, ● 经验交流: a part of a bulletin behind its bullet, where no name of four characters ends so.
_BULLET_PART = re.compile(
    rf"[{_MARKS}]\s*(?:[卷刊编]首语|编者按|[{HAN}]{{2}}(?:交流|动态|要闻|快讯|简讯|短讯|专题|专栏|聚焦|关注|访谈|人物|风采|观察|综述|之窗|论坛"
    r"|政策|资讯|信息|情况|导读|的话|工作|经验|做法|案例|一线|基层|视窗|天地|园地|借鉴|探索|实践|调研|思考|选登|链接|文摘|传真|速递|通报|广角|纵横))"
)
# 中共甲市委书记 赵海川: an office, a space, then a name of two to four characters.
_OFFICE = re.compile(
    rf"(?=[{HAN}\s、]{{5,40}}$)[{HAN}、 ]{{0,30}}"
    r"(?:书记|書記|部长|部長|[省市县区旗州盟乡镇][长長]|主任|局[长長]|厅长|廳長|处长|科长|主席|校长|院长|行长|所长)"
    rf"\s+(?P<name>(?:{_NAME})|[{HAN}]{{2,4}})$"
)
_ONE_NAME = re.compile(
    rf"(?![高强金安方平成全新双乐明丰和常万经应单党车路广公有后从向文国容利通时水云花牛温关山谷能管计步益连农])(?:{_NAME})"
)
_CREDIT = compiled(
    r"(?:图片|照片|本版图片|资料|均)由.{1,30}(?:提供|摄|拍摄)|(?:资料|供)图片?[）)]?$|[（(]?图[为：:]|摄影?[）)]$|[）)\s]摄$|\s摄[）)]?$"
)
_DATE = re.compile(
    r"[（(]?(?:[12]\d{3}|[二一][〇○零一二三四五六七八九]{3})\s?年(?:\s?[\d一二三四五六七八九十]{1,3}\s?月(?:\s?[\d一二三四五六七八九十]{1,3}\s?日)?)?"
    rf"(?:\s*星期.)?(?:\s?[·•]?\s?[{HAN}]{{2,4}})?[）)]?$"
    r"|[12]\d{3}[-./ ]\d{1,2}[-./]\d{1,2}(?:\s\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?$"
)

# What a scanner takes for Han characters, in names of organs.
_MISREAD = str.maketrans("カオエ巿", "力才工市")
# 甲乙日报 2022年9月16日 星期五 要闻 03, in any order: a day with its weekday, or a paper's name with a day.
_DAY_OF = (
    r"(?:[12]\d{3}\s?(?:年|[-./])\s?\d{1,2}\s?(?:月|[-./])\s?\d{1,2}\s?日?"
    r"|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_PAGE_HEAD = re.compile(
    rf"(?=.*{_DAY_OF})(?:.*(?:星期|周)[一二三四五六日天].*|.*(?:日报|晚报|晨报|早报|时报|周报)(?:\s.*|$)|.*(?:第?\s?[A-Z]?\d{{1,2}}|第[一二三四五六七八九十]{{1,3}})\s?版.*|.*(?:热线|邮箱|信箱|电话)[:：].*"
    rf"|.*\s[·・\-—]\s?\d{{1,2}}\s?[·・\-—]|\d{{1,2}}\s+[{HAN}·]{{2,14}}\s+{_DAY_OF}|[{HAN}·]{{2,14}}\s+{_DAY_OF}\s+\d{{1,2}})$"
    rf"|[A-Z]?\d{{1,2}}\s+[{HAN}]{{2,6}}(?:周刊|专刊|新闻|要闻|副刊|专版)(?:\s+[{HAN}·]{{2,14}})?$"
    rf"|[{HAN}·]{{2,12}}\s+(?:责编|责任编辑|编辑|版式|校对|组版|(?:栏目|本栏|专栏)?主持人?)[:：]\s*[{HAN} ]{{2,8}}$"
)
_TAKEN_FROM = re.compile("(?:来源|稿源|摘自)[:：]")  # Below a headline, and no page's head.
_MADE_BY = "责任编辑|美术编辑|文字编辑|图片编辑|视觉编辑|值班编辑|见习编辑|主编|副主编|责编|编辑|美编|版面编辑|排版|校对|审核|审校|审读|监制|值班编委|初审|复审|终审|一审|二审|三审|统筹|策划|编排|制图|版式设计|版面设计|版式|组版|视觉|版面"
_NOTE = re.compile(
    rf"(?:(?:{_MADE_BY})\s*[:：]?\s*(?:{_NAME})\s*){{1,6}}(?:(?:联系)?(?:电话|热线|邮箱)\s?[:：]?\s?[（(\dA-Za-z].{{0,40}})?$"
    rf"|[（(【\[]?\s*(?:(?:(?:{_MADE_BY})(?:[/／、 ](?:{_MADE_BY}))*\s*[:：/／丨|｜]\s*[{HAN}][{HAN}\s、·]{{1,20}}(?:{_MADE_BY})?.{{0,50}}"
    r"|(?:发布时间|发布日期|发文日期|成文日期|发布机构|发文机关|更新时间|时间|日期|浏览次数|浏览量|阅读次数|阅读量|点击数|字体|字号|联系人"
    r"|联系电话|联系方式|电子邮箱|邮编|公开方式|公开属性|信息公开选项|抄送|抄报|主题词|关键词|分类号|索引号|主题分类|文号|有效性"
    r"|稿源|信息来源|文章来源|来源渠道)\s*[:：].{0,70})[）)】\]]?"
    r"|[（(【]?(?:[①-⑩A-Z\d一二三四五六七八九十]{1,3}\s?版)?(?:相关|更多|延伸)(?:评论|报道|新闻|阅读|内容)\s?(?:[:：]|[见刊]|详见).{1,40}"
    rf"|{_DAY_OF}\s*(?:来源|稿源|摘自|据)\s*[:：].{{2,40}}"
    rf"|[＞>》»●■◆\s]*(?:本栏目?|本期|本版|栏目|专栏|特约)?主持人?\s?[:：]\s?(?:{_NAME}|[{HAN}]\s[{HAN}])"
    r"|(?:来源|素材|资料|供稿)[｜丨|].{2,40}"
    rf"|原创\s.*|(?=.{{8,70}}$)[^。]*{_DAY_OF}\s+\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?\b[^。]*)$"
)
# （据某单位材料编写）, （此件公开发布）, （A类）: a whole line in brackets about the text.
_ASIDE = re.compile(
    r"[（(](?:此件|此文|据.*(?:编写|整理|改写|摘编|编辑|采写)$|[A-Z]类$|主动公开|有删[节减]|节选|本文|本版|作者[系为]|内部|联系人|原载|选自"
    r"|注[:：])"
)
# （云溪县融媒体中心对本文亦有贡献）: who helped is no author.
_CONTRIBUTED = re.compile(r"[（(](?:.*(?:对|为)(?:本|此)文.{0,4}(?:贡献|帮助)|.*参与(?:采写|采访|撰写))[）)]")
# （1. 西川大学 公共管理学院，四川 成都 610065）: where a paper's authors work.
_WORKPLACE = re.compile(
    r"[（(]\s?(?:\d\s?[.．、,，]\s?)?[\u4e00-\u9fff]{2,20}(?:大学|学院|党校|研究院|研究所|研究中心|政府|委员会|组织部)[^。]{0,60}[，,]\s?[^。]{0,20}\d{6}[^。]{0,40}[）)]$"
)
_CELL = re.compile(r"[^ |]+")
_PUNCTUATED = re.compile("[，。；：、！？]")
_FIGURE = re.compile(r"[-+]?\d[\d,.]*%?[^\d\s。，]{0,3}|[-—/／]+")
_TABLE_TITLE = re.compile(r"(?:附?表|图)\s?[\d一二三四五六七八九十]{1,3}(?:[-.]\d{1,2})?[\s:：].{2,40}")

# Cleaning and splitting put the same questions to the same line several times, one line after the other.
_once_a_line = lru_cache(maxsize=2048)


@_once_a_line
def han(text: str) -> int:
    """How many Han characters there are in the text."""
    return len(_HAN.findall(text))


def width(line: str) -> int:
    """The line's width in columns of a page: two for a Han character or full-width mark, one for a letter.

    GBK happens to spend as many bytes on a character as a page spends columns.
    """
    return len(line.encode("gbk", "replace"))


def ended(line: str) -> bool:
    """Whether the line ends a sentence: 。！？；：… with or without closing marks, and no bracket left open."""
    return line.rstrip(_CLOSING_OR_SPACE)[-1:] in _ENDED and not unclosed(line)


def unclosed(line: str) -> bool:
    """Whether the last bracket, quotation or book mark opened in the line's last 60 characters is still open."""
    tail = line[-60:]
    return (
        tail.rfind("（") > tail.rfind("）")
        or tail.rfind("《") > tail.rfind("》")
        or tail.rfind("(") > tail.rfind(")")
    )


@_once_a_line
def opens(line: str) -> bool:
    """Whether the line begins as paragraphs do: a number, a bullet, 据了解, 目前, 一是, an opening quotation."""
    return bool(NUMBERED.match(line) or BULLET.match(line) or _OPENERS.match(line))


@_once_a_line
def generic(line: str) -> bool:
    """Whether the line is a chapter that any case may have, with or without its number: 一、主要做法, 学者点评."""
    bare = unnumbered(line).rstrip("：:")
    return len(bare) <= 20 and bool(GENERIC.fullmatch(bare) or COMMENT.fullmatch(bare))


def unnumbered(line: str) -> str:
    """The heading without bullet, number and the marks around them."""
    for pattern in (BULLET, NUMBERED):
        match = pattern.match(line)
        if match:
            line = line[match.end() :].lstrip(" 、.．:：—-")
    return line.strip()


def date(line: str) -> bool:
    """Whether the whole line is a date: 2021年6月3日, 二〇二一年六月, （2020年11月）."""
    return len(line) <= 24 and bool(_DATE.fullmatch(line))


@_once_a_line
def organ(line: str) -> bool:
    """Whether the whole line names the organ that wrote the text: （中共甲县委组织部）, □ 中共甲县委组织部."""
    bare = line.lstrip("□◇ ")
    if line.endswith("文件"):
        return False  # A letterhead (frame.masthead).
    return len(line) <= 64 and bool(
        len(line) <= 48
        and (
            _BRACKETED.match(line)
            or _HANDED_IN.match(line)
            or _BARE_ORGAN.match(bare)
            or _ORGAN_AND_NAMES.match(line)
        )
        or len(bare.split()) > 1
        and _ORGANS.match(bare.translate(_MISREAD))
    )


def organ_and_names(line: str) -> tuple[str, str] | None:
    """The organ and the names in （甲县委组织部 曹国栋）; None when it is no such line."""
    found = _ORGAN_AND_NAMES.match(line) if len(line) <= 48 else None
    return (found["organ"], found["names"]) if found else None


@_once_a_line
def names(line: str) -> bool:
    """Whether the whole line is the authors' names: □ 本报记者 张三, 张三 李 四, ■ 张三 李四, 中共甲市委书记 赵海川."""
    return (
        len(line) <= 60
        and not COMMENT.fullmatch(unnumbered(line))
        and not bulletin_part(line)
        and not _CONTRIBUTED.fullmatch(line)
        and bool(
            _REPORTER.match(line)
            or _NAMES.match(line)
            or _MARKED_NAMES.match(line)
            or _BULLET_NAMES.match(line)
            or _NAMES_IN_BRACKETS.match(line)
            or _PLACED_NAMES.match(line)
            or office_holder(line)
        )
    )


def bulletin_part(line: str) -> bool:
    """Whether the line names a part of a bulletin behind its bullet: ● 经验交流, ■ 卷首语."""
    return bool(_BULLET_PART.fullmatch(line))


def office_holder(line: str) -> str:
    """The name in a line that is an office and a name, 中共甲市委书记 赵海川; empty when it is no such line."""
    bare = line[1:-1] if line[0] in "（(" and line[-1] in "）)" else line
    found = _OFFICE.match(bare) if len(line) <= 40 and not NUMBERED.match(line) else None
    return found["name"].replace(" ", "") if found else ""


def page_head(line: str) -> bool:
    """Whether the line heads a newspaper's page: its day with the weekday, the paper's name or the page."""
    if len(line) > 60 or ended(line) or "，" in line or _TAKEN_FROM.search(line):
        return False
    return bool(_PAGE_HEAD.match(line))


@_once_a_line
def note(line: str) -> bool:
    """Whether the line is about the text and no part of it: 发布时间：…, 责任编辑：…, （据某单位材料编写）."""
    if len(line) > 80:
        return False
    if _NOTE.match(line) or _WORKPLACE.match(line) or _CONTRIBUTED.fullmatch(line):
        return True
    return len(line) <= 60 and line[-1] in "）)" and bool(_ASIDE.match(line[:-1]))


@_once_a_line
def cells(line: str) -> int:
    """How many cells a table's row has, 青石镇 12 3 30; 0 when the line is none: half of them are no figures."""
    found = _CELL.findall(line) if len(line) <= 80 and not _PUNCTUATED.search(line) else []
    figures = sum(bool(_FIGURE.fullmatch(cell)) for cell in found)
    return len(found) if len(found) >= 3 and figures * 2 > len(found) else 0


def table_title(line: str) -> bool:
    """Whether the line is the title of a table or figure: 表1 各乡镇引才情况."""
    return bool(_TABLE_TITLE.fullmatch(line))


@_once_a_line
def letters(text: str) -> str:
    """What is the same in all appearances of a running line: its letters, without digits, marks and spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalpha, folded))


def one_name(line: str) -> bool:
    """Whether the line could be one author's name, 赵海川 or 李 敏; only where an author may stand is it one."""
    return 3 <= len(line) <= 4 and bool(_ONE_NAME.fullmatch(line)) and not generic(line)


def byline(line: str) -> bool:
    """Whether the line says who wrote the text, a person or an organ."""
    return organ(line) or names(line)


@_once_a_line
def credit(line: str) -> bool:
    """Whether the line is a photograph's caption with its source, or a line of credits: 图片由某单位提供."""
    return len(line) <= 60 and bool(_CREDIT.search(line)) and not line.endswith("。")


@_once_a_line
def heading(line: str) -> bool:
    """Whether the line may be a heading: short, no sentence's end or comma at its end, no byline, date or credit.

    A short question is taken for a paragraph: newspapers put them between paragraphs.
    """
    if not line or len(line) > 50 or not _HAN.search(line):
        return False
    if (
        line.rstrip(_CLOSING)[-1:] in ("。", "；", "，", "、", ",", ";", "！", "？")
        or unclosed(line)
        or "。" in line
    ):
        return False
    return not (byline(line) or date(line) or credit(line) or note(line) or cells(line))
