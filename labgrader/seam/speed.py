"""While a class is graded, nbgrader does not do the same thing again for each submission.

Nothing is decided otherwise: what is remembered is the connection to the gradebook, that its tables are there, and
that nbgrader's own schema is a schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest import mock

import nbgrader.api
import nbgrader.nbgraderformat.common as nbgraderformat
from jsonschema.validators import validator_for
from sqlalchemy import Engine


@contextmanager
def remembering() -> Iterator[None]:
    """Share one engine for each gradebook, and check tables and schema once, until the block ends.

    For one thread: the gradebooks that others open meanwhile share the engine, too.
    """
    engines: dict[str, Engine] = {}
    create_engine, create_all = nbgrader.api.create_engine, nbgrader.api.Base.metadata.create_all
    made: set[int] = set()

    def shared(url: str, **options: Any) -> Engine:
        if url not in engines:
            engines[url] = create_engine(url, **options)
        return engines[url]

    def create_once(bind: Engine) -> None:
        if id(bind) not in made:
            create_all(bind=bind)
            made.add(id(bind))

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(nbgrader.api, "create_engine", shared))
        stack.enter_context(mock.patch.object(nbgrader.api.Base.metadata, "create_all", create_once))
        stack.enter_context(mock.patch.object(nbgraderformat, "jsonschema", SimpleNamespace(validate=_Validate())))
        try:
            yield
        finally:
            for engine in engines.values():
                engine.dispose()


class _Validate:
    """jsonschema's `validate`, which checks the schema itself each time that it is called; once is enough."""

    def __init__(self) -> None:
        self._made = cache(_validator)

    def __call__(self, instance: object, schema: dict) -> None:
        self._made(_Same(schema)).validate(instance)


class _Same:
    """A schema, equal to one of the same content."""

    def __init__(self, schema: dict) -> None:
        self.schema, self.text = schema, repr(schema)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


def _validator(same: _Same) -> Any:
    kind = validator_for(same.schema)
    kind.check_schema(same.schema)
    return kind(same.schema)
