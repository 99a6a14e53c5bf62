"""The pages that readers see: functions from a request through a queryset to a template."""

from cases.views.benefits import benefits
from cases.views.brands import brand, brands
from cases.views.case_list import cases
from cases.views.case_page import also, case
from cases.views.changes import revision
from cases.views.compare import compare
from cases.views.coverage import coverage
from cases.views.downloads import cases_csv, compare_csv
from cases.views.home import about, home, robots
from cases.views.places import counties, county
from cases.views.policies import policies, policy
from cases.views.sources import source, sources
from cases.views.suggest import suggest

__all__ = [
    "about", "also", "benefits", "brand", "brands", "case", "cases", "cases_csv", "compare", "compare_csv", "counties", "county", "coverage",
    "home", "policies", "policy", "revision", "robots", "source", "sources", "suggest",
]  # fmt: skip
