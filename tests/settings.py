"""The product's settings, with a data folder and a server of the tests' own and nothing slow that no test looks at."""

import os
from pathlib import Path

os.environ["THUOCDO_DATA"] = str(Path(__file__).resolve().parents[1] / "build" / "test")
os.environ.pop("DATABASE_URL", None)

from thuocdo.config.settings import *  # noqa: F403
from thuocdo.config.settings import DATABASES, STORAGES

# Runs that overlap, and the workers of one run, each have a database; pytest-django adds the worker's name.
# A developer who names the run keeps its database for the next one, with pytest's --reuse-db.
RUN = os.environ.get("THUOCDO_TEST_RUN") or os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
DATABASES["default"] |= {"TEST": {"NAME": f"test_thuocdo_{RUN}"}, "CONN_MAX_AGE": 0}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
API_CALLS_PER_MINUTE = 0  # all tests call from one address; tests/api sets a limit
