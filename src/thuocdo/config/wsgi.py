"""Entry point of the web's workers."""

import os

from django.core.wsgi import get_wsgi_application

from thuocdo.host.family import die_with_parent

die_with_parent()  # a killed granian would leave its workers serving old code on the port
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.config.settings")
application = get_wsgi_application()
