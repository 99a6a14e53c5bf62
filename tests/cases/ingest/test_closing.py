"""What below the last of several pieces belongs to none of them, and what does."""

import pytest

from cases.ingest.clean import clean
from cases.ingest.split import split
from tests.cases.ingest.documents import prose

PIECES = f"云溪县：茶山来了博士\n{prose('云溪县', 4)}\n澜水县：边境线上的夜校\n{prose('澜水县', 4)}\n"
BELOW = [
    # what stands below two pieces, whether it belongs to the last
    ("小结\n两县做法不同，却有一个共同点，就是不比钱多比事多。", False),
    ("考察体会\n以上两地条件都不算好，却各有办法，值得认真学习。", False),
    ("本章小结\n做法不同，道理相通，这就是本章想说的全部意思。", False),
    ("◆简讯◆\n全省茶艺比赛将于下月开赛，请各地组织人员参加。", False),
    ("短波\n全省茶艺比赛将于下月开赛，请各地组织人员参加。", False),
    ("附：编辑说明\n所用材料由各地提供，编者略作删节，特此说明。", False),
    ("希望受到表扬的单位再接再厉，各地要认真学习他们的做法。", False),
    ("■采访手记\n走访两县，记者感到，引才不在于条件多好，在于办法对路。", False),
    ("看到这里，你心动了吗？欢迎在留言区说说家乡的故事。", False),
    ("欢迎大家来澜水县做客，夜校的灯每天晚上都亮着。", True),
    ("■采访手记\n在澜水县走了三天，记者感到，夜校要办在寨子里。", True),
    ("几点体会\n澜水县的经验说明，夜校要办在寨子里，不能办在城里。", True),
    (
        "小结\n两县合办的这所夜校说明，只要肯办就能办好。\n一、下步打算\n澜水县明年再办三所夜校，办到寨子里去。",
        True,
    ),
    ("【链接】\n边境夜校是澜水县为边民开办的学校，晚上上课。", True),
    ("希望更多的人来到澜水县，这是校长说的最后一句话。", True),
]


@pytest.mark.parametrize("below, own", BELOW, ids=[row[0][:8] for row in BELOW])
def test_what_stands_below_the_last_piece(below, own):
    text = clean(PIECES + below).text
    parts = split(text)
    assert [part.title for part in parts] == ["云溪县：茶山来了博士", "澜水县：边境线上的夜校"]
    assert (text[parts[-1].end - 6 : parts[-1].end] == text[-6:]) is own


def test_a_single_piece_keeps_its_last_chapter():
    text = clean(f"茶乡引才记\n{prose('云溪县', 4)}\n小结\n两县合办夜校，值得一看。\n").text
    (part,) = split(text)
    assert part.end == len(text)
