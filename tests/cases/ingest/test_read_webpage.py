"""Web pages: the body is read, what stands around it is not; in every encoding such pages come in."""

import base64
import quopri

import pytest

from cases.ingest import ingest_bytes
from cases.ingest.read import read_raw, tidy
from cases.ingest.read.webpage import decoded, parse
from cases.ingest.records import Refused

ABOUT = "云溪县围绕茶产业引进急需人才，新引进博士12名，建成青年公寓300套，企业反映很好。"
MORE = "县里对引进的博士给予最高30万元安家补助，分三年发放，公寓拎包入住，子女就近入学。"
BODY = f"<p>　　{ABOUT}</p><p>{MORE}</p>"
TEXT = f"　　{ABOUT}\n{MORE}"
LINKS = "".join(f"<li><a href='/{k}'>栏目{k}</a></li>" for k in "甲乙丙丁")


def page(body: str, head: str = "<meta charset=utf-8>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


READ = [
    ("paragraphs", BODY, TEXT),
    ("line breaks", f"<div>{ABOUT}<br>{MORE}</div>", f"{ABOUT}\n{MORE}"),
    ("inline marks", f"<p>{ABOUT[:6]}<b>{ABOUT[6:9]}</b><span>{ABOUT[9:]}</span></p>", ABOUT),
    ("lines of the source", f"<p>{ABOUT[:9]}\n   {ABOUT[9:]}</p>", ABOUT),
    (
        "lines broken before a figure",
        "<p>云溪县引进博士\n12\n名，建成\n公寓。</p>",
        "云溪县引进博士12名，建成公寓。",
    ),
    ("words in Latin letters", "<p>云溪县的 AI\nTalent 计划</p>", "云溪县的 AI Talent 计划"),
    ("entities", "<p>云溪县&ldquo;茶人&rdquo;计划&lt;试行&gt;&#21439;</p>", "云溪县“茶人”计划<试行>县"),
    ("scripts and styles", f"<script>var 甲</script><style>乙</style>{BODY}<noscript>丙</noscript>", TEXT),
    ("comments", f"<!-- 甲县 -->{BODY}", TEXT),
    ("hidden text", f"<div style='display:none'>甲</div><p hidden>乙</p>{BODY}", TEXT),
    ("a form", f"<form><p>{ABOUT}</p><input value=搜索><button>搜索</button></form>", ABOUT),
    ("menus by their element", f"<nav><a>首页</a></nav>{BODY}<footer>主办单位：某局</footer>", TEXT),
    (
        "menus by their name",
        f"<div class='top-nav'><a>首页</a></div>{BODY}<div id=footer>主办：某局</div>",
        TEXT,
    ),
    ("names that only look so", f"<div class='navigator-free menuet'>{BODY}</div>", TEXT),
    ("a frame of that name around all", f"<div class='menu'>{BODY}</div>", TEXT),
    ("menus by their links", f"<ul>{LINKS}</ul>{BODY}<ul>{LINKS}</ul>", TEXT),
    ("links in one line", f"<p><a>首页</a> | <a>新闻</a> | <a>公开</a></p>{BODY}", TEXT),
    ("a link in a sentence stays", f"<p>见<a>《茶人计划》</a>。</p>{BODY}", f"见《茶人计划》。\n{TEXT}"),
    ("a link alone stays", f"{BODY}<p><a>附件：名单</a></p>", f"{TEXT}\n附件：名单"),
    ("the body by its name", f"<div>无关的话。</div><div class=TRS_Editor>{BODY}</div><div>无关</div>", TEXT),
    (
        "a body too short is none",
        f"<div class=content>短</div>{BODY}",
        f"短\n{TEXT}",
    ),
    (
        "date and source before the body",
        f"<h1>茶山上的博士来了</h1><div>发布时间：2021-05-06 来源：县委组织部</div><div>浏览：3</div><div id=zoom>{BODY}</div>",
        f"茶山上的博士来了\n发布时间：2021-05-06 来源：县委组织部\n{TEXT}",
    ),
    ("a title that the body has", f"<h1>茶山上的博士</h1>{BODY}", f"茶山上的博士\n{TEXT}"),
    (
        "a table",
        "<table><tr><th>类别<th>安家费</tr><tr><td>A类<td>60万元</tr></table>",
        "类别 | 安家费\nA类 | 60万元",
    ),
    (
        "merged cells",
        "<table><tr><td rowspan=2>县里<td colspan=2>补助<td>奖励</tr><tr><td>一<td>二<td>三</tr><tr><td>市里<td>四</tr></table>",
        "县里 | 补助 | 奖励\n县里 | 一 | 二 | 三\n市里 | 四",
    ),
    (
        "a table that only lays out the page",
        f"<table><tr><td><ul>{LINKS}</ul></td><td><table><tr><td>{BODY}</td></tr></table></td></tr></table>",
        TEXT,
    ),
    ("unclosed elements", "<p>云溪县<p>澜水县<div><b>引才", "云溪县\n澜水县\n引才"),
    ("preformatted", "<pre>云溪县\n引才</pre>", "云溪县引才"),
]


@pytest.mark.parametrize("name, body, expected", READ, ids=[row[0] for row in READ])
def test_what_is_read(name, body, expected):
    assert tidy(parse(page(body).encode()).text) == expected


TITLES = [
    ("the window's", "<title>茶山上的博士_云溪县人民政府</title>", "茶山上的博士"),
    ("the window's with a dash", "<title>茶山上的博士 - 云溪新闻</title>", "茶山上的博士"),
    (
        "of the metadata",
        "<title>云溪县人民政府</title><meta name=ArticleTitle content=茶山上的博士>",
        "茶山上的博士",
    ),
    ("none that says anything", "<title>首页</title>", None),
]


@pytest.mark.parametrize("name, head, title", TITLES, ids=[row[0] for row in TITLES])
def test_titles(name, head, title):
    text = parse(page(BODY, f"<meta charset=utf-8>{head}").encode()).text
    assert text == (f"{title}\n{TEXT}" if title else TEXT)


ENCODINGS = [
    ("declared and true", "gb18030", "gbk", True),
    ("gb2312 means more than it says", "gb18030", "gb2312", True),
    ("UTF-8 under a wrong name", "utf-8", "gbk", True),
    ("undeclared GBK", "gb18030", "", True),
    ("undeclared UTF-8", "utf-8", "", True),
    ("UTF-8 with its mark", "utf-8-sig", "gb2312", True),
    ("UTF-16 with its mark", "utf-16", "", True),
    ("traditional", "big5", "big5", False),
    ("a name nobody knows", "gb18030", "x-none", True),
]


@pytest.mark.parametrize("name, encoding, declared, simplified", ENCODINGS, ids=[row[0] for row in ENCODINGS])
def test_encodings(name, encoding, declared, simplified):
    text = (
        ABOUT
        if simplified
        else "雲溪縣這幾年引進茶學博士三名，建成青年公寓二百套，企業反映很好，他們說服務好了。"
    )
    html = page(
        f"<p>{text}</p>", f"<meta http-equiv=x content='text/html; charset={declared}'>" if declared else ""
    )
    assert text in decoded(html.encode(encoding))
    assert read_raw(html.encode(encoding), "a.htm").text == text if name == "declared and true" else True


def test_a_few_broken_characters_do_not_matter_and_many_do():
    data = page(f"<p>{ABOUT * 30}</p>", "").encode("gb18030")
    assert "\ufffd" in decoded(data.replace("企".encode("gb18030"), b"\xff\xff", 1))
    with pytest.raises(Refused, match="编码无法识别"):
        decoded(bytes(range(128, 256)) * 50)


def archive(encoding: str, transfer: str) -> bytes:
    """A page as browsers save it in one file."""
    html = page(BODY, "").encode(encoding)
    packed = quopri.encodestring(html) if transfer == "quoted-printable" else base64.encodebytes(html)
    return (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b' type="text/html"; boundary="x-x"\r\n\r\n--x-x\r\nContent-Type: image/png\r\n\r\nPNG\r\n'
        b"--x-x\r\nContent-Type: text/html; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n--x-x--\r\n"
        % (encoding.encode(), transfer.encode(), packed)
    )


@pytest.mark.parametrize("encoding, transfer", [("utf-8", "quoted-printable"), ("gbk", "base64")])
def test_archives(encoding, transfer):
    data = archive(encoding, transfer)
    assert parse(data, archive=True).text == TEXT
    assert read_raw(data, "a.mhtml").text == read_raw(data, "a.html").text == TEXT


WARNED = [
    ("nothing to say", BODY, []),
    ("pictures", f"{BODY}<img src=a.png><img src=b.png>", ["网页中的图片 2 张没有读入。"]),
    ("menus", f"<nav>甲</nav><ul>{LINKS}</ul>{BODY}", ["网页的菜单、链接列表、页脚等 2 处没有读入。"]),
]


@pytest.mark.parametrize("name, body, said", WARNED, ids=[row[0] for row in WARNED])
def test_what_is_left_is_said(name, body, said):
    assert list(parse(page(body).encode()).warnings) == said


REFUSED = [
    ("a PDF named html", b"%PDF-1.7", "PDF"),
    ("a Word file named html", b"PK\x03\x04", "Word"),
    ("no archive", b"MIME-Version: 1.0\r\n\r\ntext", "mhtml"),
    ("no text", page("<img src=a>").encode(), "空白"),
    ("no Chinese", page("<p>talent</p>").encode(), "没有汉字"),
]


@pytest.mark.parametrize("name, data, said", REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_refused(name, data, said):
    with pytest.raises(Refused, match=said):
        read_raw(data, "a.html")


def test_a_page_is_a_web_page_with_the_year_of_its_date():
    info = "<div>发布时间：2021-05-06 10:20 来源：云溪县委组织部</div>"
    html = page(f"<h1>云溪县：茶山上的博士</h1>{info}<div class=TRS_Editor>{BODY}</div>")
    record = ingest_bytes(html.encode("gbk"), "来稿.html")
    assert (record.title, record.kind, record.year) == ("云溪县：茶山上的博士", "网页", 2021)
