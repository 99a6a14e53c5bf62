"""Policies: documents, named plans and funds, articles, and clauses that grant something without any name.

titles.py      《…办法》, titles on a line, 出台…办法, 人才十条
programmes.py  “归雁”行动, 千名工匠培育工程, 产业人才专项资金, “归雁贷”
themes.py      第三条 支持团队创业, （一）青年人才安居
clauses.py     对引进的博士给予30万元安家补贴; promises.py the same without an amount
owning.py      which of them each benefit belongs to
"""

from .reading import policies

__all__ = ["policies"]
