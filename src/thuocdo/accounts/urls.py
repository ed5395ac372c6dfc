"""Signing in and out, one's own password."""

from django.contrib.auth import views as auth
from django.urls import path

from thuocdo.accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", auth.LogoutView.as_view(), name="sign_out"),
    path("da-dang-xuat/", views.signed_out, name="signed_out"),
    path("doi-mat-khau/", views.PasswordChange.as_view(), name="change_password"),
    path("da-doi-mat-khau/", auth.PasswordChangeDoneView.as_view(), name="password_changed"),
]
