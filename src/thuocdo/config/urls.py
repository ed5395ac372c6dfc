"""Every address of the site: Vietnamese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from thuocdo.common import views as common

urlpatterns = i18n_patterns(
    path("", include("thuocdo.portal.urls")),
    path("", include("thuocdo.desks.urls")),
    path("", include("thuocdo.accounts.urls")),
    path("thiet-ke/", common.design_system, name="design_system"),
    prefix_default_language=False,
)
handler500 = "thuocdo.common.views.server_error"
