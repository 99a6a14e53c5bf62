"""The permanent addresses of the site: official codes and short keys, never numbers of rows."""

from django.urls import path, register_converter

from cases import views


class Key:
    """A short key as ``identity.short_key`` makes them."""

    regex = "[a-z2-7]{8}"

    def to_python(self, value: str) -> str:
        """The key itself."""
        return value

    def to_url(self, value: str) -> str:
        """The key itself."""
        return value


class Code(Key):
    """A GB/T 2260 code."""

    regex = "[0-9]{6}"


register_converter(Key, "key")
register_converter(Code, "code")

urlpatterns = [
    path("", views.home, name="home"),
    path("cases/", views.cases, name="cases"),
    path("cases.csv", views.cases_csv, name="cases_csv"),
    path("cases/<key:key>/", views.case, name="case"),
    path("cases/<key:key>/also/<key:other>/", views.also, name="also"),
    path("counties/", views.counties, name="counties"),
    path("counties/<code:code>/", views.county, name="county"),
    path("compare/", views.compare, name="compare"),
    path("compare.csv", views.compare_csv, name="compare_csv"),
    path("brands/", views.brands, name="brands"),
    path("brands/<key:key>/", views.brand, name="brand"),
    path("policies/", views.policies, name="policies"),
    path("policies/benefits/", views.benefits, name="benefits"),
    path("policies/<key:key>/", views.policy, name="policy"),
    path("sources/", views.sources, name="sources"),
    path("sources/<key:key>/", views.source, name="source"),
    path("sources/<key:key>/revisions/<int:number>/", views.revision, name="revision"),
    path("suggest/", views.suggest, name="suggest"),
    path("about/", views.about, name="about"),
    path("coverage/", views.coverage, name="coverage"),
    path("robots.txt", views.robots, name="robots"),
]
