"""Whether a figure says what came of the work: 引进 12 人 does, 三个方面, 45 岁以下, 排名第 3 位 and a sample of 150 do not."""

import re

from ..sieve import compiled
from .amount import Quantity
from .sentence import Piece
from .terms import is_term
from .words import any_of

_NO_RESULT = compiled(any_of("not_results"))
DOMAIN = re.compile(any_of("result_nouns"))
_VERB = any_of("verbs")
_ASPECT = r"(?:了|出|成|到|起|过|好|足|回|来|有|上|下|遍)?[ ]?$"
_VERB_NEAR = compiled(
    rf"(?:{_VERB}|联合举办|已举办|现有|只有|仅有|连续举办|累计|总计|共|{any_of('short_verbs')}){_ASPECT}"
)
_DONE_TO = re.compile(_VERB)
_NAMED_RULES = re.compile(r"(?:新政|政策|措施|意见|办法)$")  # 人才新政 18 条 is a name.
_MADE_KINDS = re.compile(r"(?:开发|研发|研制|选育|推出|试制|引进|培育|推广)[^，。；]{2,14}$")
_OPINIONS = re.compile(r"(?:提出|征集|收集|采纳|反馈|吸纳|梳理|提供)[^，。；]{0,10}(?:意见|措施)$")
_SPENT_TIME = re.compile(
    r"(?:用了|只用|仅用|用时|耗时|缩短|压缩|提前|提速|平均|控制在|[拉延]长了|(?:时限|时间|周期|环节)[^，。；]{0,14}[减降缩压][短减]?[到至]|只要(?!求|是|有))[\u4e00-\u9fff]{0,6}$"
)
# 产鲜茧 4.1 万吨, 可处理干耳 800 吨
_YIELD = re.compile(
    r"(?:^|[，。；、：年月可共县市区镇村社家所园场厂])(?:[共可能]|一?年)?(?:产|收|卖|销|加工|处理|消化|采收|采摘|出口|生产|收购|销售)出?了?(?!入|益|成)[\u4e00-\u9fff]{1,8}$"
)
_WENT = re.compile(r"(?:行程|里程|航程|跑了)[ ]?$")
_TIMES = ("年", "个月", "天", "小时", "分钟", "个工作日", "工作日", "日")
_GROWTH = re.compile(r"相当于|超|增长|提高|提升|翻|达|是|上升|下降|减少|扩大|增加|以上")
_CONDITION = re.compile(r"^(?:及?以[上下])?(?:周岁|学历|职称|工作经历)")
_SCORED = re.compile(
    r"分值?[由从为]?[\d.]{1,5}分(?:提高|提升|上升|增加|调整|上调|升)[至到为]$|(?:平均|得|打|评|测评|满意度|考核|最近一次|上一次|首次|第.次)[\u4e00-\u9fff]{0,6}$"
)
_MARKS = re.compile(r"总分|满分|附加分|[加减扣计赋记]分?[\u4e00-\u9fff]{0,4}$|占|权重|以上|合格")
_RANKED = re.compile(r"(?:排名?|位居|位列|居|列|升至|跃居|名列)[\u4e00-\u9fff]{0,8}$")
_LIMITED = re.compile(r"(?:限|限定|限报|限选|各限|可申报|可推荐|名额(?![共增扩总]))[\u4e00-\u9fff]{0,4}$")
# 投资 5 亿元以上的项目 3 个, 其中过亿元的 9 个: the money only says which projects.
_WHICH = re.compile(r"^的\d|^的?[\u4e00-\u9fff]{0,6}(?:企业|项目|产业|集群|人才|团队|大户|公司|设备|工程)")
_ANYBODY = re.compile(r"哪里|哪儿|谁都|什么都|怎么都|动辄|不如|宁可|何必|凭什么")
# What a place is made of, and what there is in the whole country: 辖 12 个乡镇、186 个村; 全国有 2800 个县.
_OF_PLACE = compiled(
    r"辖(?!区)[\u4e00-\u9fff]{0,4}(?:\d+个[\u4e00-\u9fff]{1,4}[、和]){0,2}$|(?:全国|全球|世界)(?:共|现|已|共计)?有$|全国每$"
)
# 比 2021 年的 900 万元多出四成: what is compared with is no result of its own.
_COMPARED = re.compile(
    r"(?:比|较|高于|低于|相比)[^，。；\d]{0,8}(?:\d{2,4}年度?|去年|上年|前年|同期|年初|当时|原来|过去|以前)(?:同期)?的[ ]?$"
)
_MORE = re.compile(r"[ ]?[^，。；\d]{0,4}(?:多|少|高|低|增|减|翻|提升|下降|降)")
# 每人每年可报销路费 2 次: what one is entitled to.
_ENTITLED = re.compile(r"每[人年月][^，。]{0,6}(?:可|享受|免费|报销|领取)[^，。\d]{0,10}$")
# 挑一两件企业最急的事: matters in hand.
_MATTERS = re.compile(r"[^，。；、]{1,12}(?:的|[大小实难急好要])事(?:情)?(?:[，。；]|$)")
# 常委会两次专题听取汇报: a deed done so often.
_DEED_BEHIND = re.compile(
    r"(?:专题|专门|集中|专程|带队|组团)?(?:听取|研究|审议|召开会|赴|前往|走访|调研|督查|邀请|举办|召集)(?!生)"
)
# 合办水稻、果树两个大专班: a verb, what the things are of, a small number in words and the thing itself.
_WITHIN = compiled(rf"(?:{any_of('verbs')}|合办|联办|创办|开办|开设|兴办)[了出成起]?[^，。；：\d]{{1,10}}$")
_KNOWN = compiled(
    rf"[\u4e00-\u9fff]{{0,4}}(?:{any_of('result_nouns')}|大专班|本科班|研修班|培训班|订单班)(?=[，。；、]|$)"
)
# 组织了“寻根”夏令营四期; 与两家企业洽谈.
_HELD = re.compile(r"(?:组织|举办|开办|召开|承办|办)了[^，。；：\d]{2,16}$")
_WITH = re.compile(r"[与同和跟]$")
_TALKS = re.compile(
    r"[^，。；、\d]{0,10}(?:企业|公司|高校|院校|大学|院所|研究院|医院|机构)[^，。；、\d]{0,4}(?:商谈|洽谈|对接|签约|签订|签署|合作|共建|结对|达成)"
)
_ROUNDS = ("届", "期", "批", "轮", "场", "次", "批次", "届次", "站")
_PHASE = re.compile(r"[ ]?(?:预计|工程|项目|建设|计划|将|已|在|正|于)")  # 2 期预计年底完工: the second phase.
_STRUCTURE = re.compile(
    r"的?(?:方面|环节|阶段|步骤|层面|维度|要点|转变|结合|大类|关键词|到位|必须|坚持|不准|严禁|确保|起来|维护|更加|进一步|事(?![项务业])|字|词)"
)
_STOP = re.compile("[，。；、]")
_SOME_DOZEN = re.compile("十几|十来")  # 十几个年轻人从里头走出来 is of a story.
_VAGUE_UNITS = ("级", "把", "头", "层")
# 平均年龄 37.4 岁 describes those who were won; 45 岁以下 says who may apply.
_MEAN_AGE = re.compile(r"平均年龄(?:仅|只|已|才|就|高|也|将|[有为达到是过在约])*[ ]?$")
# 纠纷 47 起; 月薪 5000 起 says where pay begins.
_INCIDENTS = re.compile(r"纠纷|案|争议|投诉|矛盾|仲裁|诉讼|侵权|维权|信访|事[件故]")
# Figures of a study: of its sample and of the literature it reviews.
_OF_STUDY = compiled(
    r"课题组|笔者(?![^，。]{0,10}(?:获悉|了解到|看到|走进|来到|采访|从))|本文|本研究|研究样本|样本[量数为]|受访|被引|回归(?:分析|模型|系数|方程|结果|估计|检验|法)|(?:线性|面板|逻辑|多元|基准|逐步|二乘|分位数?)回归|面板数据|显著性|信度|效度"
    r"|(?<=[\u4e00-\u9fff])\[\d{1,2}\][^。]{0,60}(?:发现|认为|指出|显示|表明|编码|测算|利用|提出)|^[ ]?\[\d{1,2}\]|文献\[\d"
)
_OF_LITERATURE = re.compile(
    r"篇(?:中文|英文|外文|相关|有效)?文献|文献[\d一二三四五六七八九十百]{1,6}篇|中国知网|文献检索"
)


def of_study(words: str) -> bool:
    """Whether a sentence tells of a study's own sample or of what others found: 课题组发放问卷 150 份."""
    return bool(_OF_STUDY.search(words))


def of_literature(paragraph: str) -> bool:
    """Whether a paragraph counts writings and not deeds: 得到有效文献 412 篇，规范研究占 58.5%."""
    return bool(_OF_LITERATURE.search(paragraph))


def is_result(folded: str, sentence: Piece, item: Quantity, label: str) -> bool:
    """Whether a figure says something about results, not about time, age, marks, structure or a story."""
    before = folded[max(sentence.start, item.start - 14) : item.start]
    behind = folded[item.end : min(sentence.end, item.end + 14)]
    if is_term(folded, sentence, item):
        return False
    if item.unit == "岁":
        return bool(_MEAN_AGE.search(before)) and item.bound not in ("<=", ">=")
    if item.kind == "time":
        return item.unit in _TIMES and bool(_SPENT_TIME.search(before)) and not behind.startswith("时间")
    if _COMPARED.search(before) and _MORE.match(behind):
        return False
    if item.kind == "score":
        return bool(_SCORED.search(before)) and not _MARKS.search(before)
    if not label or _CONDITION.match(behind) or _NO_RESULT.search(label):
        return False
    if item.kind in ("area", "percent"):
        return True
    if item.kind == "times":
        return bool(_GROWTH.search(before) or _GROWTH.search(behind))
    if item.kind == "money":
        limits = item.raw.endswith(("以上", "以内", "以下")) or item.bound == ">" or item.raw.startswith("过")
        only_says_which = limits and _WHICH.match(behind)
        return not only_says_which and not _ANYBODY.search(behind)
    if item.kind == "length" and _WENT.search(before):
        return True
    if item.kind == "weight" and _YIELD.search(before):
        return True
    if item.kind != "count":
        return bool(DOMAIN.search(label) or _DONE_TO.match(label) or _VERB_NEAR.search(before))
    return _counts(item, label, before, behind)


def _counts(item: Quantity, label: str, before: str, behind: str) -> bool:
    """Whether a number of things is one of results."""
    if item.unit in _VAGUE_UNITS or _STRUCTURE.match(behind) or _NO_RESULT.search(_STOP.split(behind, 1)[0]):
        return False
    if item.unit == "起" and not _INCIDENTS.search(label):
        return False
    if item.unit == "趟" and item.han:
        return False
    if (item.unit == "位" and _RANKED.search(before)) or _LIMITED.search(before):
        return False
    if item.han and item.unit in ("件", "桩") and item.high < 10 and _MATTERS.match(behind):
        return False
    if (
        item.unit == "条"
        and _NAMED_RULES.search(label)
        and not (_DONE_TO.match(label) or _OPINIONS.search(label))
    ):
        return False
    if _OF_PLACE.search(before) or (item.unit == "次" and _ENTITLED.search(before)):
        return False
    near = bool(_VERB_NEAR.search(before))
    if item.han and not near and _SOME_DOZEN.match(item.raw) and not DOMAIN.search(label):
        return False
    if item.unit in ("种", "类"):
        return near or bool(_MADE_KINDS.match(label))
    if item.unit in _ROUNDS and item.high < 10:
        told = bool(DOMAIN.search(label) or _DONE_TO.search(label))
        if item.han and item.unit == "次" and _DEED_BEHIND.match(behind):
            return True
        return near or bool(_HELD.search(before)) or (not item.han and told and not _PHASE.match(behind))
    if item.han and item.high < 10 and item.bound == "=" and item.low == item.high:
        if _WITH.search(before) and _TALKS.match(behind):
            return True
        inside = bool(_WITHIN.search(before) and _KNOWN.match(behind))
        return inside or (near and bool(DOMAIN.search(label)))
    return True
