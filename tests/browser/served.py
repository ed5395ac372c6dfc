"""The web's workers on the database of a test, for a server that is a process of its own and can be killed."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
settings.DATABASES["default"]["NAME"] = os.environ["THUOCDO_TEST_DATABASE"]
application = get_wsgi_application()
