"""Pages as a browser builds them: Chromium runs the scripts, the pages engine fetches what they ask for, guarded and recorded."""

import base64
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from citecheck.model.web import Failure, Request, Response
from citecheck.net.chromium import Chromium, ChromiumEnded, DevToolsMessage, open_chromium
from citecheck.protocols import Clock, ExchangeRecorder, Fetcher

SECONDS = 30.0  # for one page with all that it asks for
QUIET = 1.5  # seconds without a request after which a page counts as built
MOST = 400  # requests of one page
BUILT = 8_000_000  # characters of a built document that are kept
DROPPED = frozenset(("content-encoding", "content-length", "transfer-encoding", "set-cookie", "set-cookie2", "connection"))


class BrowserPages:
    """A ``Fetcher`` that loads every page in Chromium; what it tells is the page itself, as the engine fetched it."""

    def __init__(self, engine: Fetcher, clock: Clock, recorder: ExchangeRecorder, program: str) -> None:
        self._engine = engine
        self._clock = clock
        self._recorder = recorder
        self._program = program

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        """One page after another, each in a browser of its own, so that none sees what another left."""
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
        return visit.main or Failure(request.url, "timeout", "Chromium asked for nothing")


class Visit:
    """One page: what it asks for is fetched in rounds until it is quiet."""

    def __init__(self, engine: Fetcher, clock: Clock, request: Request) -> None:
        self.main: Response | Failure | None = None
        self._engine = engine
        self._clock = clock
        self._request = request
        self._answers: dict[str, Response | Failure] = {}

    def run(self, chromium: Chromium) -> str:
        """The document as the scripts left it; empty where there is none."""
        target = chromium.call("Target.createTarget", url="about:blank").get("targetId", "")
        session = chromium.call("Target.attachToTarget", targetId=target, flatten=True).get("sessionId", "")
        chromium.call("Page.enable", session)
        chromium.call("Network.enable", session)
        chromium.call("Network.setBypassServiceWorker", session, bypass=True)
        chromium.call("Fetch.enable", session, patterns=[{"urlPattern": "*", "requestStage": "Request"}])
        self._answers[self._request.url.partition("#")[0]] = self.main = self._first()
        if isinstance(self.main, Failure):
            return ""
        chromium.tell("Page.navigate", session, url=self.main.final_url)
        self._answers[self.main.final_url] = self.main
        self._serve(chromium, session)
        asked = {"expression": f"document.documentElement.outerHTML.slice(0, {BUILT})", "returnByValue": True}
        result = chromium.call("Runtime.evaluate", session, 5.0, **asked)
        return str(result.get("result", {}).get("value", ""))

    def _first(self) -> Response | Failure:
        """The page itself: its redirects are followed and recorded before Chromium sees it."""
        ((_, answer),) = self._engine.fetch([self._request])
        return answer

    def _serve(self, chromium: Chromium, session: str) -> None:
        end = self._clock.monotonic() + SECONDS
        while len(self._answers) < MOST and self._clock.monotonic() < end:
            paused = list(islice(self._paused(chromium, end), MOST))
            if not paused:
                return
            wanted = {self._url(event): self._wanted(event) for event in paused if self._is_new(event)}
            for request, answer in self._engine.fetch(wanted.values()):
                self._answers[request.url] = answer
            for event in paused:
                self._fulfil(chromium, session, event)

    def _paused(self, chromium: Chromium, end: float) -> Iterator[DevToolsMessage]:
        """The requests that wait, together with those that follow at once; none after ``end``, however much a page's scripts do."""
        patience = QUIET
        while self._clock.monotonic() < end and (event := chromium.event(patience)):
            if event.get("method") == "Fetch.requestPaused":
                patience = 0.05
                yield event["params"]

    def _url(self, event: DevToolsMessage) -> str:
        return str(event["request"]["url"]).partition("#")[0]

    def _is_new(self, event: DevToolsMessage) -> bool:
        return event["request"]["method"] == "GET" and self._url(event) not in self._answers

    def _wanted(self, event: DevToolsMessage) -> Request:
        return Request(self._url(event), language=self._request.language)

    def _fulfil(self, chromium: Chromium, session: str, event: DevToolsMessage) -> None:
        answer = self._answers.get(self._url(event)) if event["request"]["method"] == "GET" else None
        if not isinstance(answer, Response):
            chromium.tell("Fetch.failRequest", session, requestId=event["requestId"], errorReason="Failed")
            return
        headers = [{"name": name, "value": value} for name, value in answer.headers if name.lower() not in DROPPED]
        told: dict[str, Any] = {"requestId": event["requestId"], "responseCode": answer.status, "responseHeaders": headers}
        chromium.tell("Fetch.fulfillRequest", session, **told, body=base64.b64encode(answer.body).decode("ascii"))
