"""Properties are tried without a deadline: the first example loads a dictionary, others wait for a database."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "search", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("search")
