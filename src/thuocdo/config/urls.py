"""Every address of the site: Vietnamese without a prefix, English under /en/; what machines read has one address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from thuocdo.common import views as common

everywhere = [
    path("api/v1/", include("thuocdo.api.urls")),
    path("", include("thuocdo.portal.crawler_urls")),
]
urlpatterns = everywhere + i18n_patterns(
    path("", include("thuocdo.api.page_urls")),
    path("", include("thuocdo.portal.urls")),
    path("", include("thuocdo.desks.urls")),
    path("", include("thuocdo.accounts.urls")),
    path("thiet-ke/", common.design_system, name="design_system"),
    prefix_default_language=False,
)
handler500 = "thuocdo.common.views.server_error"
