"""The law's properties draw whole units: few examples by default, 10,000 with THUOCDO_DEEP=1, of any size."""

import os

from hypothesis import HealthCheck, settings

_LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile("law", max_examples=60, deadline=None, suppress_health_check=_LARGE)
settings.register_profile("law-deep", max_examples=10_000, deadline=None, suppress_health_check=_LARGE)
settings.load_profile("law-deep" if os.environ.get("THUOCDO_DEEP") == "1" else "law")
