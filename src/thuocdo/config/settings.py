"""Django settings. What an installation may set is read from the environment here and listed in docs/running.md."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from thuocdo.config import environment as env
from thuocdo.config.secret_key import secret_key
from thuocdo.host import postgres

PACKAGE = Path(__file__).resolve().parents[1]
DATA = Path(env.text("THUOCDO_DATA", "var")).resolve()  # database, files and keys of this installation

DEBUG = env.flag("THUOCDO_DEBUG")
HTTPS = env.flag("THUOCDO_HTTPS")  # served behind TLS: cookies are marked secure, HTTP is turned away
ALLOWED_HOSTS = env.words("THUOCDO_HOSTS", "localhost,127.0.0.1,[::1]")
SECRET_KEY = secret_key(DATA)

INSTALLED_APPS = [
    "thuocdo.api",
    "thuocdo.portal",
    "thuocdo.desks",
    "thuocdo.results",
    "thuocdo.appraisal",
    "thuocdo.verification",
    "thuocdo.reports",
    "thuocdo.difficulties",
    "thuocdo.cycles",
    "thuocdo.documents",
    "thuocdo.notices",
    "thuocdo.accounts",
    "thuocdo.audit",
    "thuocdo.common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "thuocdo.config.methods.KnownMethods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thuocdo.common.language.VietnameseFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thuocdo.config.sign_in.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thuocdo.common.context.page",
                "thuocdo.desks.context.navigation",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

ROOT_URLCONF = "thuocdo.config.urls"
WSGI_APPLICATION = "thuocdo.config.wsgi.application"

EMBEDDED = not env.text("DATABASE_URL", "")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "thuocdo",
        "USER": env.text("THUOCDO_DATABASE_ROLE", "postgres"),
        "HOST": str(postgres.address(DATA / "pg")),
    }
    if EMBEDDED
    else env.database(env.text("DATABASE_URL"))
}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "desks:home"
LOGOUT_REDIRECT_URL = "accounts:signed_out"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("THUOCDO_STATIC", str(DATA / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The largest lawful form is a breakdown of 500 rows (reports/breakdown.py), each a name, a note and up to four figures;
# written with accents, its texts grow to nine bytes a sign on their way.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500 * 6 + 100
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024**2
EVIDENCE_MAX_BYTES = env.read("THUOCDO_FILE_MB", int, "20", "a whole number") * 1024**2
EVIDENCE_MAX_BYTES_PER_REPORT = env.read("THUOCDO_REPORT_FILES_MB", int, "500", "a whole number") * 1024**2
API_CALLS_PER_MINUTE = env.read("THUOCDO_API_PER_MINUTE", int, "600", "a whole number")  # of one address; 0: no limit
PROXIES = env.read("THUOCDO_PROXIES", int, "0", "a whole number")  # in front of the web, each naming who called it
TRUST_FOLDER = Path(env.text("THUOCDO_TRUST", str(DATA / "trust")))  # read by documents/signatures

# Without a mail server nothing is sent. With one, e-mails need a sender, and their links this site's own address.
_mail = env.text("THUOCDO_EMAIL_URL", "")
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = env.mail_server(_mail)
DEFAULT_FROM_EMAIL = env.text("THUOCDO_EMAIL_FROM", None if _mail else "thuocdo@localhost")
SITE_URL = env.text("THUOCDO_URL", None if _mail else "").rstrip("/")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = env.words("THUOCDO_ORIGINS", "")
CSRF_FAILURE_VIEW = "thuocdo.common.views.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A signature that does not hold is a verdict on a page, no fault of the installation.
    "loggers": {"pyhanko": {"level": "CRITICAL"}, "pyhanko_certvalidator": {"level": "CRITICAL"}},
}
