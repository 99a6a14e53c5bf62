"""Marked spans → pieces that nest: the text is kept, every mark covers exactly its characters, anchors are unique."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.templatetags.reading import marked, told
from cases.views.text import Mark, cut, paragraphs

# name, text, marks (start, end, kind) → the HTML
TABLE = (
    ("no marks", "引进三人", (), "引进三人"),
    ("one", "引进三人", ((2, 4, "evidence"),), '引进<span class="evidence" id="e2-4">三人</span>'),
    (
        "one inside another",
        "引进三人。",
        ((0, 5, "evidence"), (2, 4, "figure")),
        '<span class="evidence" id="e0-5">引进<b class="figure">三人</b>。</span>',
    ),
    (
        "crossing: the later one is cut, its anchor stands once",
        "甲乙丙丁戊",
        ((0, 3, "evidence"), (2, 5, "evidence")),
        '<span class="evidence" id="e0-3">甲乙<span class="evidence" id="e2-5">丙</span></span>'
        '<span class="evidence">丁戊</span>',
    ),
    (
        "side by side",
        "甲乙",
        ((0, 1, "hit"), (1, 2, "hit")),
        '<mark id="h0">甲</mark><mark id="h1">乙</mark>',
    ),
    ("beyond the end", "甲乙", ((1, 9, "hit"),), '甲<mark id="h1">乙</mark>'),
    ("elsewhere", "甲乙", ((5, 9, "hit"),), "甲乙"),
    ("markup in the text", "<b>&", ((0, 3, "hit"),), '<mark id="h0">&lt;b&gt;</mark>&amp;'),
)


@pytest.mark.parametrize(("text", "marks", "html"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_marks_as_html(text: str, marks: tuple, html: str) -> None:
    assert marked(cut(text, [Mark(*mark) for mark in marks])) == html


@given(
    st.text("甲乙丙丁\n <", max_size=30),
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from(["evidence", "figure", "hit"]))
    ),
    st.integers(0, 50),
)
def test_any_marks_nest_and_cover_exactly_their_characters(text: str, spans: list, offset: int) -> None:
    marks = {Mark(offset + start, offset + start + length, kind) for start, length, kind in spans}
    pieces = cut(text, marks, offset=offset)
    assert "".join(piece.text for piece in pieces) == text
    open_: list[Mark] = []
    covered: Counter[Mark] = Counter()
    anchors: list[str] = []
    for piece in pieces:
        assert piece.text
        for mark, first in piece.opened:
            open_.append(mark)
            anchors += [mark.anchor] if first and mark.anchor else []
        for mark in open_:
            covered[mark] += len(piece.text)
        del open_[len(open_) - piece.closed :]
    assert not open_
    assert len(anchors) == len(set(anchors))
    last = offset + len(text)
    for mark in marks:
        assert covered[mark] == max(0, min(mark.end, last) - max(mark.start, offset))


def test_lines_become_paragraphs_and_a_mark_across_them_has_one_anchor() -> None:
    text = "  标题\n\n 一、做 法\n前一句。\n后一句。\n"
    at = text.index("前")
    made = paragraphs(text, 0, len(text), [Mark(at, at + 9, "evidence")], ["标题", "一、做法"])
    assert [(p.start, p.heading) for p in made] == [
        (2, True),
        (text.index("一"), True),
        (at, False),
        (at + 5, False),
    ]
    html = [marked(each.pieces) for paragraph in made for each in paragraph.sentences]
    assert html[2:] == [
        f'<span class="evidence" id="e{at}-{at + 9}">前一句。</span>',
        '<span class="evidence">后一句。</span>',
    ]


def test_only_the_span_of_the_case_is_shown() -> None:
    made = paragraphs("别处。\n这里。\n别处。", 4, 8, [Mark(0, 6, "evidence")])
    html = [marked(each.pieces) for paragraph in made for each in paragraph.sentences]
    assert html == ['<span class="evidence" id="e0-6">这里</span>。']


# name, a line, its sentences
SENTENCES = (
    ("one without an end", "引进三人", ["引进三人"]),
    ("two", "引进三人。落户两家！", ["引进三人。", "落户两家！"]),
    ("the closing mark stays", "他说：“来。”后来来了。", ["他说：“来。”", "后来来了。"]),
    ("several signs", "真的吗？！是。", ["真的吗？！", "是。"]),
    ("a semicolon ends none", "一是引；二是留。", ["一是引；二是留。"]),
    ("a point in a number ends none", "增长 1.5 倍。", ["增长 1.5 倍。"]),
    ("only a sign", "。", ["。"]),
)


@pytest.mark.parametrize(
    ("line", "expected"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES]
)
def test_sentences_of_a_line(line: str, expected: list[str]) -> None:
    (paragraph,) = paragraphs(line, 0, len(line), [])
    assert [each.text for each in paragraph.sentences] == expected
    assert paragraph.text == line


def test_the_address_of_a_sentence_comes_from_its_words_alone() -> None:
    def addresses(text: str) -> dict[str, str]:
        made = paragraphs(text, 0, len(text), [])
        return {each.text: each.anchor for paragraph in made for each in paragraph.sentences}

    first = addresses("引进三人。落户两家。")
    assert first["落户两家。"] == addresses("前面添了一段。\n落户 两家。")["落户 两家。"]
    assert first["落户两家。"] != addresses("落户三家。")["落户三家。"]
    twice = paragraphs("好。好。", 0, 4, [])[0].sentences
    assert twice[1].anchor == f"{twice[0].anchor}-2"


def test_a_heading_is_one_sentence_with_its_own_address() -> None:
    (heading,) = paragraphs("为什么？从头说起", 0, 8, [], ["为什么？从头说起"])
    assert heading.heading and len(heading.sentences) == 1
    assert told(heading) == "为什么？从头说起"


# name, marks → the HTML of 引进三人来
LINKS = (
    (
        "a figure leads to its row",
        [Mark(2, 4, "figure", number=3, status="planned")],
        '引进<a class="figure planned" href="#n3" data-n="3">三人</a>来',
    ),
    (
        "no link in a link",
        [Mark(0, 5, "figure", number=1), Mark(2, 4, "figure", number=2)],
        '<a class="figure" href="#n1" data-n="1">引进<b class="figure" data-n="2">三人</b>来</a>',
    ),
    (
        "a hit leads to the hits around it",
        [Mark(2, 4, "hit", before=0, after=9)],
        '引进<mark id="h2"><span class="hop"><a href="#h0" aria-label="上一处"></a>'
        '<a href="#h9" aria-label="下一处"></a></span>三人</mark>来',
    ),
    (
        "not inside a figure",
        [Mark(2, 4, "figure", number=1), Mark(2, 4, "hit", after=9)],
        '引进<a class="figure" href="#n1" data-n="1"><mark id="h2">三人</mark></a>来',
    ),
)


@pytest.mark.parametrize(("marks", "html"), [row[1:] for row in LINKS], ids=[row[0] for row in LINKS])
def test_links_in_the_text(marks: list[Mark], html: str) -> None:
    assert marked(cut("引进三人来", marks)) == html
