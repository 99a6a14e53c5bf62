"""Reads whose statement Django composes once; a call only fills in the values.

Composing a query takes Django about a millisecond, many times what sending it takes, and a page is made of a dozen
of ever the same shape. ::

    outcomes = Composed(lambda case: Outcome.objects.standing().filter(case=case), case="bigint")
    outcomes(case=shown.pk)  # → the list that the queryset would give
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import BigIntegerField, Expression, F, Lookup, Manager, Model, Q, QuerySet, TextField
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)

_FIELDS = {"bigint": BigIntegerField, "text": TextField}


class Given(Expression):
    """A value that a call gives, of a type of the database; of an array (``bigint[]``) its elements, for ``__in``."""

    def __init__(self, name: str, type_: str) -> None:
        super().__init__(output_field=_FIELDS[type_.removesuffix("[]")]())
        self.name, self.type_ = name, type_

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list["Given"]]:
        """The place of the value; as its own parameter, so that the call finds it."""
        value = f"%s::{self.type_}"
        return (f"(select unnest({value}))" if self.type_.endswith("[]") else f"({value})"), [self]


class AnyOf(Lookup):
    """Whether a column is one of a given array; unlike ``__in`` quick also as one of several alternatives."""

    prepare_rhs = False

    def __init__(self, column: str, given: Given) -> None:
        super().__init__(F(column), given)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The comparison with the array itself."""
        sql, parameters = self.process_lhs(compiler, connection)
        return f"{sql} = any(%s::{self.rhs.type_})", [*parameters, self.rhs]


def either(rows: Manager | QuerySet, *conditions: Q) -> Q:
    """That a row meets one of the conditions, each of which is looked for by itself and hence by its own index.

    Conditions on columns of several tables, joined by OR, would have every row read.
    """
    first, *others = (rows.filter(condition).order_by().values("pk") for condition in conditions)
    return Q(pk__in=first.union(*others, all=True))


class Statement(NamedTuple):
    """A composed query: its SQL, its parameters with the given ones among them, and what knows its columns."""

    sql: str
    parameters: tuple[Any, ...]
    compiler: Any
    converters: dict[int, Any]


class Composed:
    """A read of models, of tuples (``values_list``) or of dictionaries (``values``), with the types of what is given to it."""

    def __init__(self, build: Callable[..., QuerySet], **types: str) -> None:
        self._build, self._types = build, types
        self._statements: dict[str, Statement] = {}

    def __call__(self, **values: Any) -> list[Any]:
        """The rows for these values, always asked for anew."""
        database = self._rows.db
        statement = self._statements.get(database) or self._composed(database)
        filled = [values[each.name] if isinstance(each, Given) else each for each in statement.parameters]
        with connections[database].cursor() as cursor:
            cursor.execute(statement.sql, filled)
            rows: Iterable[Any] = cursor.fetchall()
        if statement.converters:
            rows = statement.compiler.apply_converters(rows, statement.converters)
        return _SHAPES[self._rows._iterable_class](rows, statement.compiler, database)

    @cached_property
    def _rows(self) -> QuerySet:
        return self._build(**{name: Given(name, type_) for name, type_ in self._types.items()})

    def _composed(self, database: str) -> Statement:
        compiler = self._rows.query.get_compiler(using=database)
        sql, parameters = compiler.as_sql()
        columns = [each[0] for each in compiler.select[: compiler.col_count]]
        statement = Statement(sql, tuple(parameters), compiler, compiler.get_converters(columns))
        self._statements[database] = statement
        return statement


def _models(rows: Iterable[Any], compiler: Any, database: str) -> list[Any]:
    """As Django's own ModelIterable makes them, but one object for each related record, however many refer to it."""
    model, columns = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    first, last = columns[0], columns[-1] + 1
    names = [each[0].target.attname for each in compiler.select[first:last]]
    related = get_related_populators(compiler.klass_info, compiler.select, database)
    _once(related)
    made = []
    for row in rows:
        record = model.from_db(database, names, row[first:last])
        for populator in related:
            populator.populate(row, record)
        for name, at in compiler.annotation_col_map.items():
            setattr(record, name, row[at])
        made.append(record)
    return made


class _Once:
    """A model as Django populates related records with it, made once for each primary key."""

    def __init__(self, model: type[Model], key: int) -> None:
        self.model, self.key, self.made = model, key, {}

    def from_db(self, database: str, names: Sequence[str], row: Sequence[Any]) -> Model:
        """The record of this key."""
        key = row[self.key]
        if key not in self.made:
            self.made[key] = self.model.from_db(database, names, row)
        return self.made[key]


def _once(populators: Iterable[Any]) -> None:
    for each in populators:
        each.model_cls = _Once(each.model_cls, each.pk_idx)
        _once(each.related_populators)


def _values(rows: Iterable[Any], compiler: Any, database: str) -> list[dict[str, Any]]:
    names = list(compiler.query.selected)
    return [dict(zip(names, row, strict=True)) for row in rows]


_SHAPES: dict[type, Callable[[Iterable[Any], Any, str], list[Any]]] = {
    ModelIterable: _models,
    ValuesIterable: _values,
    ValuesListIterable: lambda rows, *_: [tuple(row) for row in rows],
    FlatValuesListIterable: lambda rows, *_: [row[0] for row in rows],
}
