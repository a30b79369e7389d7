"""What every command needs: the household's files, the moment, and a way to answer."""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from backend.context import AppContext, Profile, make_profile, open_demo, prepare_folder
from backend.core.config import load_config
from backend.integrations.outbound import guard_this_process
from backend.services.startup import open_files

Json = Annotated[bool, typer.Option("--json", help="Answer with JSON.")]


def now() -> dt.datetime:
    """Return the moment."""
    return dt.datetime.now(dt.UTC)


@contextmanager
def opened_app() -> Iterator[AppContext]:
    """Open the household's files as the web app does, and close them."""
    with _app() as context:
        open_files(context.home.budget, context.config, at=now())
        yield context


@contextmanager
def household(*, demo: bool = False) -> Iterator[Profile]:
    """Open the files of the household, or of the sample one, and close them."""
    with _app() if demo else opened_app() as context:
        if demo:
            yield open_demo(context, at=now(), today=context.today())
        else:
            yield context.home


@contextmanager
def _app() -> Iterator[AppContext]:
    config = load_config()
    guard_this_process()
    prepare_folder(config.data_folder)
    context = AppContext(config=config, home=make_profile(config))
    try:
        yield context
    finally:
        context.close()


def answer(data: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    """Print an answer for a program or for a person."""
    typer.echo(json.dumps(data, default=str, ensure_ascii=False) if as_json else sentence)
