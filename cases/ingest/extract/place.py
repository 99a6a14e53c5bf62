"""Where a case took place: administrative units named in the text, and the one that the case is about."""

from .gazetteer import Change, Gazetteer, Unit, gazetteer

__all__ = ["Change", "Gazetteer", "Unit", "gazetteer"]
