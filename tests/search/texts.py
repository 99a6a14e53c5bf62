"""Random text of the kinds that are hard to fold, to cut and to find; for hypothesis."""

from hypothesis import strategies as st

CHARACTERS = "人才公寓引进计划县市强國強発万千〇一二三。，、；：！？“”‘’「」《》（）()[]·•…—-~%&/\\_+#'\" \n\t\u3000\u200b\u00a0\x00ab AZｅ５9Ⅱ㎡①éßﬁ가かカ⼈⺠\U00020bb7"

texts = st.one_of(
    st.text(st.sampled_from(CHARACTERS), max_size=120),
    st.text(max_size=60),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=120),
)
