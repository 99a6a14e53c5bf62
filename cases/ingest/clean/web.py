"""What stands around a text on a web page or in a WeChat article: where one is, buttons, neighbours, the site's foot."""

import re
from itertools import takewhile

from ..line import HAN
from ..sieve import compiled
from .furniture import Step, drop
from .lines import Line

NAVIGATION = "网页导航"

_WHERE = re.compile(
    r"[【\[]?(?:您|你)?(?:当前|现在|目前|所在)?(?:的)?(?:所在)?(?:的)?位置\s*(?:是|为)?\s*[:：].{2,80}"
    r"|首页\s*[>＞»›→/|\\-].{2,80}|(?=.*(?:首页|主页|正文|网站))[^。，>＞»›]{1,20}(?:\s*(?:>|＞|»|›|&gt;|->)+\s*[^。，>＞»›]{1,30}){2,8}"
)
# A path without 首页 says where one is only in the first line: 某网 > 引才政策 > 甲省.
_PATH = re.compile(r"[^。，>＞»›]{1,12}(?:\s*[>＞»›]\s*[^。，>＞»›]{1,20}){2,6}")
_NEIGHBOUR = re.compile(r"(?:上一[篇条页则]|下一[篇条页则]|前一[篇条]|后一[篇条])(?:文章)?\s*[:：>〉].{0,80}")
_FOOT = re.compile(
    r".*(?:版权所有|ICP备\s?\d|公网安备|网站标识码|©|Copyright|All Rights Reserved|网站地图).*"
    r"|(?:主办单位|主办|承办单位|承办|技术支持)\s*[:：].*(?:承办单位|承办|技术支持|维护|备案)\s*[:：].*"
    r"|扫一扫.{0,16}|长按.{0,10}(?:二维码|关注).{0,10}"
)
# 第01版：要闻 下一版, 上一篇 下一篇, / 新闻, 某某文库 www.….com: a paper's page on the web, the end of a path, a site's mark.
_ON_PAGES = re.compile(
    rf"(?=.*[上下前后]一[版篇页])(?:第?\s?[A-Z]?\d{{1,3}}\s?版\s?[:：]?[{HAN}]{{0,8}}|[上下前后]一[版篇页期]|返回目录|放大|缩小|默认|[\s|/·])+"
    rf"|[/＞>»›]\s?[{HAN}]{{2,12}}(?:\s?[/＞>»›]\s?[{HAN}]{{2,12}}){{0,4}}"
    rf"|(?:[{HAN}A-Za-z]{{0,12}}[\s:：]*)?(?:https?://|www\.)[\w./?=&%-]+"
)
_CLICK = re.compile(
    r"收录于(?:合集|话题|专辑).{0,60}|点击(?:上方)?[“”「」#\s]*蓝字.{0,20}|关注我们|阅读原文|预览时标签不可点|喜欢此内容的人还喜欢"
    r"|阅读(?:量)?\s*[\d.]+万?\+?|(?:点赞|在看|分享|收藏|写留言)(?:\s*[\d.]*万?\+?\s*(?:点赞|在看|分享|收藏|写留言))+\s*[\d.]*万?\+?"
    r"|[-—·\s]*(?:END|THE END|TheEnd)[-—·\s]*"
)
# One of the first is enough for a line of buttons; the others need company.
_BUTTON = compiled(
    r"^(?:[【\[]?字[体号][:：]?\s?)?[【\[]?\s?(?:大\s?中\s?小|小\s?中\s?大)\s?[】\]]?$|打印本页|(?:APP|App|app|客户端)下载|下载(?:APP|App|app|客户端)|打开(?:APP|App|app|客户端)|关闭窗口|关闭本页|加入收藏|设为首页|返回顶部|返回首页|返回列表|我要纠错|无障碍阅读|分享到|打印"
)
_OTHER_BUTTON = re.compile(
    r"关闭|收藏|返回|分享|纠错|微信|微博|QQ空间|QQ|朋友圈|登录|注册|搜索|字体|字号|放大|缩小|默认|首页|大|中|小|[\s|｜/:：·,，、【】\[\]()（）+-]"
)
_BESIDE_BUTTONS = re.compile(r"(?:上一|下一|前一|后一)[篇条页则](?:文章)?\s*[:：].{0,100}$")
_MENU = re.compile(rf"[{HAN}A-Za-z]{{2,8}}(?:\s[{HAN}A-Za-z]{{2,8}}){{0,15}}")
_BESIDE = re.compile(
    r"(?:相关(?:链接|阅读|新闻|文章|推荐|附件)|友情链接|热门推荐|推荐阅读|网站导航|主办单位.*|承办单位.*|技术支持.*|联系电话.*|地址[:：].*)[:：]?"
)
_RELATED = re.compile(
    r"(?:相关|推荐|热门|最新|延伸|更多|近期)(?:链接|阅读|新闻|文章|推荐|报道|资讯|信息|动态|内容|稿件)[:：]?|猜你喜欢|热点排行"
)
_MOST_LINKS = 20
_TOP = 40  # A site's menu stands within so many lines of the top.


def drop_navigation(lines: list[Line]) -> Step:
    """Lines by which a reader finds the way on a web page; each is known by its own words, menus and links by
    standing next to such a line."""
    known = [_navigates(line.text) for line in lines]
    if lines and _PATH.fullmatch(lines[0].text):
        known[0] = True
    where = next((k for k in range(min(_TOP, len(lines))) if _WHERE.fullmatch(lines[k].text)), None)
    if where is not None and all(_MENU.fullmatch(line.text) for line in lines[:where]):
        known[:where] = [True] * where
    for k in range(1, len(lines)):
        known[k] = known[k] or (known[k - 1] and bool(_BESIDE.fullmatch(lines[k].text)))
    for k, line in enumerate(lines):
        if _RELATED.fullmatch(line.text):
            rest = range(k + 1, min(k + 2 + _MOST_LINKS, len(lines)))
            below = list(takewhile(lambda n: not known[n], rest))
            if 0 < len(below) <= _MOST_LINKS and all(_links(lines[n].text) for n in below):
                known[k : below[-1] + 1] = [True] * (len(below) + 1)
    for k in range(len(lines) - 2, 0, -1):
        known[k] = known[k] or (known[k + 1] and bool(_BESIDE.fullmatch(lines[k].text)))
    return drop(lines, [NAVIGATION if yes else "" for yes in known])


def _links(text: str) -> bool:
    """Whether the line may be a neighbour's title with its date."""
    return len(text) <= 60 and text[-1] not in "。；！" and "。" not in text


def _navigates(text: str) -> bool:
    if len(text) > 120 or text[-1] in "。！？；":
        return False
    if (
        _WHERE.fullmatch(text)
        or _NEIGHBOUR.fullmatch(text)
        or _FOOT.fullmatch(text)
        or _ON_PAGES.fullmatch(text)
        or _CLICK.fullmatch(text)
    ):
        return True
    if not (_BUTTON.search(text) or _BESIDE_BUTTONS.search(text)):
        return False
    rest = _BUTTON.sub("", _BESIDE_BUTTONS.sub("", text))
    return rest != text and not _OTHER_BUTTON.sub("", rest)
