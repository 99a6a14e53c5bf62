"""Choosing a place by any name it ever had, by pinyin or by code; the choices say which of several it is."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect

from cases.models import Place
from cases.sheets.tables import is_number


def label(place: Place) -> str:
    """宁波市 奉化市（330283，2016 年撤销）: with what tells places of one name apart."""
    parent = f"{place.parent.name} " if place.parent else ""
    until = f"，{place.valid_to.year} 年撤销" if place.valid_to else ""
    return f"{parent}{place.name}（{place.code}{until}）"


class PlaceSelect(AutocompleteSelect):
    """The admin's own autocompletion with our labels."""

    url_name = "%s:cases_place_choices"

    def optgroups(self, name: str, value: Any, attr: dict | None = None) -> list:
        """The chosen place under the same label that the list of choices gives it."""
        keys = [each for each in value if is_number(str(each))]  # What else was sent is no place.
        groups = super().optgroups(name, keys, attr)
        chosen = [
            option for _, options, _ in groups for option in options if option["selected"] and option["value"]
        ]
        for option in chosen:
            place = Place.objects.select_related("parent").filter(pk=str(option["value"])).first()
            option["label"] = label(place) if place else option["label"]
        return groups


class PlaceChoices(AutocompleteJsonView):
    """What the field asks for while an editor types."""

    def get_queryset(self) -> Any:
        """Places that fit, with what their labels need."""
        return super().get_queryset().select_related("parent")

    def serialize_result(self, obj: Place, to_field_name: str) -> dict[str, str]:
        """One choice."""
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}
