"""The desks of everybody who works on a season."""

from django.urls import path

from thuocdo.desks import home
from thuocdo.desks.ask.urls import urlpatterns as ask
from thuocdo.desks.assign.urls import urlpatterns as assign
from thuocdo.desks.board.urls import urlpatterns as board
from thuocdo.desks.check.urls import urlpatterns as check
from thuocdo.desks.council.urls import urlpatterns as council
from thuocdo.desks.difficulty.urls import urlpatterns as difficulty
from thuocdo.desks.dossier.urls import urlpatterns as dossier
from thuocdo.desks.exempt.urls import urlpatterns as exempt
from thuocdo.desks.feed.urls import urlpatterns as feed
from thuocdo.desks.insight.urls import urlpatterns as insight
from thuocdo.desks.letterheads.urls import urlpatterns as letterheads
from thuocdo.desks.notices.urls import urlpatterns as notices
from thuocdo.desks.paper_templates.urls import urlpatterns as paper_templates
from thuocdo.desks.people.urls import urlpatterns as people
from thuocdo.desks.reading.urls import urlpatterns as reading
from thuocdo.desks.reply.urls import urlpatterns as reply
from thuocdo.desks.result.urls import urlpatterns as result
from thuocdo.desks.season.urls import urlpatterns as season
from thuocdo.desks.shared.urls import urlpatterns as shared
from thuocdo.desks.story.urls import urlpatterns as story
from thuocdo.desks.unit.urls import urlpatterns as unit
from thuocdo.desks.visit.urls import urlpatterns as visit

app_name = "desks"
urlpatterns = [
    path("ban-lam-viec/", home.home, name="home"),
    *notices,
    *board,
    *assign,
    *shared,
    *ask,
    *difficulty,
    *visit,
    *reading,
    *reply,
    *story,
    *unit,
    *check,
    *council,
    *exempt,
    *season,
    *dossier,
    *insight,
    *result,
    *people,
    *feed,
    *letterheads,
    *paper_templates,
]
