"""Rows of another table, read as an array beside each row that they belong to: no query more, whatever there is."""

from collections.abc import Iterable
from typing import TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

Row = TypeVar("Row", bound=Model)


def array_of(rows: QuerySet, *related: str) -> ArraySubquery:
    """`rows`, whose filter names OuterRef, for an annotation; with what these foreign keys lead to."""
    beside = {f"{name}__{part}": f"{name}__{part}" for name in related for part in _columns(_target(rows.model, name))}
    named = {name: name for name in _columns(rows.model)} | beside
    return ArraySubquery(rows.values(told=JSONObject(**named)))


def rows_in(told: Iterable[dict], model: type[Row], *related: str) -> list[Row]:
    """The rows of an array of `array_of` as the models know them; no query."""
    return [_row(each, model, related) for each in told]


def fill(owner: Model, name: str, found: list[Row]) -> None:
    """As if the related rows `name` of `owner` had been prefetched."""
    rows = getattr(owner, name).all()
    rows._result_cache, rows._prefetch_done = found, True
    owner._prefetched_objects_cache = {**getattr(owner, "_prefetched_objects_cache", {}), name: rows}


def _row(told: dict, model: type[Row], related: Iterable[str]) -> Row:
    row = _loaded(model, told, "")
    for name in related:
        is_set = getattr(row, model._meta.get_field(name).attname) is not None
        setattr(row, name, _loaded(_target(model, name), told, f"{name}__") if is_set else None)
    return row


def _loaded(model: type[Row], told: dict, prefix: str) -> Row:
    """Moments and days come as text, as JSON has them."""
    fields = model._meta.concrete_fields
    values = [field.to_python(told[prefix + field.attname]) for field in fields]
    return model.from_db(connection.alias, [field.attname for field in fields], values)


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _target(model: type[Model], name: str) -> type[Model]:
    return model._meta.get_field(name).related_model
