"""The product's settings, middleware and all, with the bare view's app and address."""

from thuocdo.config.settings import *  # noqa: F403
from thuocdo.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bare"]
ROOT_URLCONF = "bare.urls"
