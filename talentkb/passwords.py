"""What a password must be made of, beside Django's own rules."""

from typing import Any

from django.core.exceptions import ValidationError

KINDS = (str.isupper, str.islower, str.isdigit, lambda char: not char.isalnum())


class ThreeKinds:
    """Characters of at least three of four kinds: capital letters, small letters, digits, signs."""

    def validate(self, password: str, user: Any = None) -> None:
        """ValidationError for a password of fewer kinds."""
        if sum(any(map(kind, password)) for kind in KINDS) < 3:
            raise ValidationError("密码太简单：大写字母、小写字母、数字、符号中至少要有三种。", code="kinds")

    def get_help_text(self) -> str:
        """The rule in words."""
        return "大写字母、小写字母、数字、符号中至少要有三种。"
