"""The addresses of the department's Word templates; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.paper_templates import taking_views, views

BASE = "mau-van-ban/"
urlpatterns = [
    path(BASE, views.template_list, name="paper_templates"),
    path(f"{BASE}<slug:paper>/", views.template, name="paper_template"),
    path(f"{BASE}<slug:paper>/bat-dau.docx", views.form_to_begin, name="paper_template_start"),
    path(f"{BASE}<slug:paper>/tep/<int:pk>/", views.template_file, name="paper_template_file"),
    path(f"{BASE}<slug:paper>/mau-goc/", taking_views.built_in, name="paper_template_drop"),
    path(f"{BASE}<slug:paper>/xem-truoc/<str:token>/", taking_views.preview, name="paper_template_try"),
    path(
        f"{BASE}<slug:paper>/xem-truoc/<str:token>/ban-thu.docx", taking_views.sample_word, name="paper_template_sample"
    ),
]
