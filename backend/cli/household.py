"""What every command needs: the household's files, the moment, and a way to answer."""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from backend.context import AppContext, Profile, make_profile, open_demo, prepare_folder
from backend.core.config import load_config
from backend.services.startup import open_files

Json = Annotated[bool, typer.Option("--json", help="Answer with JSON.")]


def now() -> dt.datetime:
    """Return the moment."""
    return dt.datetime.now(dt.UTC)


@contextmanager
def household(*, demo: bool = False) -> Iterator[Profile]:
    """Open the household's files as the web app does, and close them."""
    config = load_config()
    prepare_folder(config.data_folder)
    context = AppContext(config=config, home=make_profile(config))
    try:
        if demo:
            yield open_demo(context, at=now(), today=context.today())
        else:
            open_files(context.home.budget, config, at=now())
            yield context.home
    finally:
        context.close()


def answer(data: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    """Print an answer for a program or for a person."""
    typer.echo(json.dumps(data, default=str, ensure_ascii=False) if as_json else sentence)
