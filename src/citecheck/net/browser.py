"""Pages rendered by Chromium. The pages engine fetches every request of a page, so that the guard and the recorder apply."""

import base64
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from citecheck.model.web import Failure, Request, Response
from citecheck.net.chromium import Chromium, ChromiumEnded, DevToolsMessage, open_chromium
from citecheck.protocols import Clock, ExchangeRecorder, Fetcher

PAGE_TIMEOUT = 30.0  # seconds for one page and its subresources
IDLE_SECONDS = 1.5  # without a request, after which a page counts as rendered
MAX_REQUESTS = 400  # per page
MAX_HTML = 8_000_000  # characters of the rendered document
DROPPED_FIELDS = frozenset(("content-encoding", "content-length", "transfer-encoding", "set-cookie", "set-cookie2", "connection"))


class BrowserPages:
    """A ``Fetcher`` that renders every page in Chromium and returns the response that the engine fetched for the page itself."""

    def __init__(self, engine: Fetcher, clock: Clock, recorder: ExchangeRecorder, program: str) -> None:
        self._engine = engine
        self._clock = clock
        self._recorder = recorder
        self._program = program

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        """Fetch one page after another, each in a new browser, so that pages share no state."""
        for request in requests:
            yield request, self._page(request)

    def _page(self, request: Request) -> Response | Failure:
        visit = Visit(self._engine, self._clock, request)
        try:
            with open_chromium(self._program) as chromium:
                html = visit.run(chromium)
            if html and isinstance(visit.main, Response):
                self._recorder.rendered(visit.main.final_url, html.encode("utf-8", "replace"))
        except ChromiumEnded as error:
            return visit.main or Failure(request.url, "protocol", f"Chromium: {error}")
        return visit.main or Failure(request.url, "timeout", "Chromium requested nothing")


class Visit:
    """One page load: its requests are fetched in rounds until there are no more."""

    def __init__(self, engine: Fetcher, clock: Clock, request: Request) -> None:
        self.main: Response | Failure | None = None
        self._engine = engine
        self._clock = clock
        self._request = request
        self._answers: dict[str, Response | Failure] = {}

    def run(self, chromium: Chromium) -> str:
        """Return the rendered HTML, empty if there is none."""
        target = chromium.call("Target.createTarget", url="about:blank").get("targetId", "")
        session = chromium.call("Target.attachToTarget", targetId=target, flatten=True).get("sessionId", "")
        chromium.call("Page.enable", session)
        chromium.call("Network.enable", session)
        chromium.call("Network.setBypassServiceWorker", session, bypass=True)
        chromium.call("Fetch.enable", session, patterns=[{"urlPattern": "*", "requestStage": "Request"}])
        self._answers[self._request.url.partition("#")[0]] = self.main = self._first()
        if isinstance(self.main, Failure):
            return ""
        chromium.send("Page.navigate", session, url=self.main.final_url)
        self._answers[self.main.final_url] = self.main
        self._serve(chromium, session)
        expression = {"expression": f"document.documentElement.outerHTML.slice(0, {MAX_HTML})", "returnByValue": True}
        result = chromium.call("Runtime.evaluate", session, 5.0, **expression)
        return str(result.get("result", {}).get("value", ""))

    def _first(self) -> Response | Failure:
        """Fetch the page itself, so that its redirects are followed and recorded before Chromium sees it."""
        ((_, answer),) = self._engine.fetch([self._request])
        return answer

    def _serve(self, chromium: Chromium, session: str) -> None:
        end = self._clock.monotonic() + PAGE_TIMEOUT
        while len(self._answers) < MAX_REQUESTS and self._clock.monotonic() < end:
            paused = list(islice(self._paused(chromium, end), MAX_REQUESTS))
            if not paused:
                return
            wanted = {self._url(event): self._request_of(event) for event in paused if self._is_new(event)}
            for request, answer in self._engine.fetch(wanted.values()):
                self._answers[request.url] = answer
            for event in paused:
                self._fulfil(chromium, session, event)

    def _paused(self, chromium: Chromium, end: float) -> Iterator[DevToolsMessage]:
        """The paused requests, and those that follow at once. Stops at ``end``, whatever the scripts do."""
        timeout = IDLE_SECONDS
        while self._clock.monotonic() < end and (event := chromium.event(timeout)):
            if event.get("method") == "Fetch.requestPaused":
                timeout = 0.05
                yield event["params"]

    def _url(self, event: DevToolsMessage) -> str:
        return str(event["request"]["url"]).partition("#")[0]

    def _is_new(self, event: DevToolsMessage) -> bool:
        return event["request"]["method"] == "GET" and self._url(event) not in self._answers

    def _request_of(self, event: DevToolsMessage) -> Request:
        return Request(self._url(event), language=self._request.language)

    def _fulfil(self, chromium: Chromium, session: str, event: DevToolsMessage) -> None:
        answer = self._answers.get(self._url(event)) if event["request"]["method"] == "GET" else None
        if not isinstance(answer, Response):
            chromium.send("Fetch.failRequest", session, requestId=event["requestId"], errorReason="Failed")
            return
        headers = [{"name": name, "value": value} for name, value in answer.headers if name.lower() not in DROPPED_FIELDS]
        fields: dict[str, Any] = {"requestId": event["requestId"], "responseCode": answer.status, "responseHeaders": headers}
        chromium.send("Fetch.fulfillRequest", session, **fields, body=base64.b64encode(answer.body).decode("ascii"))
