"""Brands and named programmes of a county, each with its aliases: “渔港英才”计划, 人才银行, 一村一“博士”行动.

A name is read where it stands (``quoted``, ``plain``), weighed by what is said around it (``context``), left aside
where it is another place's (``owner``), and put together with its other spellings (``joining``).
"""

from .joining import brands
from .mention import Mention
from .owner import of_others
from .reading import mentions

__all__ = ["Mention", "brands", "mentions", "of_others"]
