"""The chat in the browser: Gradio wiring, nothing else. Only this file imports Gradio (seconds)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any, Protocol

import gradio as gr
from fastapi import FastAPI

from index.archive import Archive
from rag.ask import ask as answer
from ui import web
from ui.markup import escape, tag
from ui.page import Ask, Page, Session, Stream
from ui.words import words

ASSETS = Path(__file__).parent / "assets"
AT_ONCE = 8
"""Questions answered at the same time; more would only wait for the same processor."""
WAITING = 200
"""Events that may queue up; beyond it the page says that the server is busy."""
PARTS = ("session", "header", "log", "box", "send", "hint", "panel")
# Vietnamese stacks two marks on a letter: these fonts draw them well, and a system has at least one of them.
SANS = ("Segoe UI", "system-ui", "-apple-system", "Roboto", "Noto Sans", "Arial", "sans-serif")

Screen = tuple[Any, ...]
"""A value for each of ``PARTS``; Gradio's updates have no common type."""


class ChatConfig(Protocol):
    """What of the configuration the chat needs."""

    @property
    def host(self) -> str:
        """The address to listen on."""
        ...

    @property
    def port(self) -> int:
        """The port; 0 takes any free one."""
        ...

    @property
    def lang(self) -> str:
        """``vi`` or ``en``: what the page begins with."""
        ...


def serve(
    archive: Archive, config: ChatConfig, on_ready: Callable[[str], None] | None = None, ask: Ask = answer,
    stream: Stream | None = None,
) -> None:  # fmt: skip
    """The chat over ``archive`` until Ctrl-C; ``on_ready`` gets the address once it answers. With ``stream`` answers are shown
    while they are worded, and can be stopped.

    Raises ``InputError`` when the port cannot be had.
    """
    listener = web.listen(config.host, config.port)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(web.Guard)
    gr.mount_gradio_app(
        app,
        build(Page(archive, ask, stream), config.lang),
        path="/",
        theme=_theme(),
        css_paths=[ASSETS / "chat.css"],
        favicon_path=str(ASSETS / "icon.svg"),
        footer_links=[],
        run_history=False,  # the questions of an office are not for the browser's store
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
    )
    web.run(app, listener, lambda: on_ready(web.url(listener)) if on_ready else None)


def build(page: Page, lang: str) -> gr.Blocks:
    """The page's components and what each event does."""
    start, say = Session(lang), words(lang)
    blocks = gr.Blocks(title="Trích Dẫn", analytics_enabled=False, fill_width=True)
    with blocks:
        session = gr.State(start)
        with gr.Column(elem_id="td-app"):
            header = gr.HTML(page.header(lang), elem_id="td-header", apply_default_css=False)
            with gr.Column(elem_id="td-chat"):
                log = gr.HTML(page.log(start), elem_id="td-log", apply_default_css=False)
                hint = gr.HTML(_keys(lang), elem_id="td-hint", apply_default_css=False)
                with gr.Row(elem_id="td-composer"):
                    box = _box(lang)
                    send = gr.Button(say.send, variant="primary", elem_id="td-send", scale=0, min_width=84)
            panel = gr.HTML(page.panel(start), elem_id="td-panel", apply_default_css=False)
            script = (ASSETS / "chat.js").read_text(encoding="utf-8")
            # Carries the clicks inside the other parts' HTML to Python.
            wire = gr.HTML("", elem_id="td-wire", js_on_load=script, apply_default_css=False)
        events = _Events(page)
        shown: list[Any] = [session, header, log, box, send, hint, panel]
        how: dict[str, Any] = {"outputs": shown, "show_progress": "hidden", "api_visibility": "private"}
        # Enter while an answer is still being worded: asked right after it, never dropped.
        gr.on([box.submit, send.click], events.ask, [box, session], trigger_mode="always_last", **how)
        wire.submit(events.ask_example, [session], trigger_mode="once", **how)
        wire.select(events.open, [session], trigger_mode="always_last", **how)
        wire.clear(events.new, [session], **how)
        wire.stop(events.stop, None, None, show_progress="hidden", api_visibility="private")
        wire.input(events.switch, [session], **how)
    blocks.queue(default_concurrency_limit=AT_ONCE, max_size=WAITING, api_open=False)
    return blocks


class _Events:
    """An event of the page, and the session it happened in, into what the page shows next."""

    def __init__(self, page: Page) -> None:
        self._page = page
        # By browser page: set when the person does not want to wait for the rest.
        self._stops: dict[str, Event] = {}

    def ask(self, question: str, session: Session, request: gr.Request) -> Iterator[Screen]:
        """A question was sent: first it is shown as being looked for, then with its answer."""
        problem = self._page.problem(question, session.lang)
        if problem:
            yield _changed(hint=_warning(problem))
            return
        asked = question.strip()
        yield _changed(box="", hint=_keys(session.lang), log=self._page.log(session, asked))
        stop = self._stops[str(request.session_hash)] = Event()
        try:
            for step in self._page.answering(asked, session, stop.is_set):
                if isinstance(step, Session):
                    yield _changed(session=step, log=self._page.log(step), panel=self._page.panel(step))
                else:
                    yield _changed(log=self._page.log(session, asked, step))
        finally:  # also when the page was closed: nobody waits any more
            stop.set()
            self._stops.pop(str(request.session_hash), None)

    def ask_example(self, session: Session, event: gr.EventData, request: gr.Request) -> Iterator[Screen]:
        """An example was clicked."""
        yield from self.ask(str(event.question), session, request)

    def stop(self, request: gr.Request) -> None:
        """The rest of the answer is not waited for."""
        if stop := self._stops.get(str(request.session_hash)):
            stop.set()

    def open(self, session: Session, event: gr.EventData) -> Screen:
        """A citation, a document or the list was clicked."""
        session = Session(session.lang, session.turns, str(event.key))
        return _changed(session=session, panel=self._page.panel(session))

    def new(self, session: Session) -> Screen:
        """A new conversation was wanted."""
        return self._everything(Session(session.lang))

    def switch(self, session: Session) -> Screen:
        """The other language was wanted."""
        lang = "vi" if session.lang == "en" else "en"
        return self._everything(Session(lang, session.turns, session.opened))

    def _everything(self, session: Session) -> Screen:
        page, say = self._page, words(session.lang)
        return _changed(
            session=session,
            header=page.header(session.lang),
            log=page.log(session),
            box=gr.update(label=say.question, placeholder=say.placeholder),
            send=gr.update(value=say.send),
            hint=_keys(session.lang),
            panel=page.panel(session),
        )


def _changed(**parts: Any) -> Screen:
    return tuple(parts.get(part, gr.skip()) for part in PARTS)


def _box(lang: str) -> gr.Textbox:
    say = words(lang)
    return gr.Textbox(
        label=say.question,
        placeholder=say.placeholder,
        show_label=False,
        container=False,
        lines=1,
        max_lines=6,
        elem_id="td-box",
    )


def _keys(lang: str) -> str:
    return tag("p", escape(words(lang).keys))


def _warning(text: str) -> str:
    return tag("p", escape(text), cls="td-warning", role="alert")


def _theme() -> gr.themes.Base:
    return gr.themes.Base(primary_hue="sky", neutral_hue="slate", font=SANS, font_mono=("ui-monospace", "monospace"))
