"""The addresses of the board of a season; part of the namespace `desks`."""

from django.urls import path

from thuocdo.desks.board import views

BASE = "ky-danh-gia/<season:key>/bang-theo-doi/"
urlpatterns = [
    path(BASE, views.board, name="board"),
    path(f"{BASE}diem.xlsx", views.workbook, name="board_workbook"),
]
