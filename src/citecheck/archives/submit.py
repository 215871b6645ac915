"""Submits URLs to Save Page Now: submit, poll, look the capture up in the index, and record each step in the journal."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

from msgspec import Struct, field

from citecheck import faults
from citecheck.archives.journal import Journal, JournalStep, State
from citecheck.archives.save_page_now import (
    JobAccepted,
    JobCaptured,
    JobPending,
    Keys,
    Refused,
    read_status,
    read_submit,
    status_request,
    submit_request,
)
from citecheck.archives.timestamps import parse_timestamp
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request
from citecheck.pages.service_answers import decode
from citecheck.protocols import Clock, Network, Service, SubmitSettings

JOB_KEPT = timedelta(hours=1)  # how long the archive has a job's state, about
RETRY_AFTER = timedelta(days=7)  # until a URL that the archive could not reach is submitted again
CLOCK_SKEW = timedelta(minutes=2)  # maximum difference between our clock and the archive's


class Job(Struct):
    """The submission of one URL."""

    url: str
    id: str = ""
    started: datetime | None = None
    tries: int = 0
    waits: int = 0
    polls: int = 0
    not_before: float = 0.0


class SubmissionRun(Struct):
    """The submissions of one run; ``stopped`` is the reason to make no more."""

    settings: SubmitSettings
    keys: Keys
    journal: Journal
    service: Service
    clock: Clock
    queue: deque[Job] = field(default_factory=deque)
    pending: list[Job] = field(default_factory=list)
    next_submission: float = 0.0
    stopped: str = ""

    def steps(self) -> Iterator[JournalStep]:
        """Run all jobs; yield the final step of each URL."""
        while self.queue or self.pending:
            if self.stopped and self.queue:
                yield from (self._record(job, "later", reason=self.stopped) for job in self.queue)
                self.queue.clear()
            now = self.clock.monotonic()
            if self.queue and len(self.pending) < self.settings.in_flight and self._due(self.queue[0]) <= now:
                yield from self._submit(self.queue.popleft())
            elif self.pending:
                self.clock.sleep(self.settings.poll_every)
                for job in tuple(self.pending):
                    yield from self._poll(job)
            elif self.queue:
                self.clock.sleep(max(0.01, self._due(self.queue[0]) - now))

    def _due(self, job: Job) -> float:
        return max(self.next_submission, job.not_before)

    def _submit(self, job: Job) -> Iterator[JournalStep]:
        job.tries += 1
        job.started = self.clock.now()
        self.next_submission = self.clock.monotonic() + self.settings.interval
        try:
            with faults.silence():
                request = submit_request(self.settings.base_url, job.url, self.keys, self.settings.reuse)
                answer = read_submit(self.service.send(request))
        except NoAnswer as error:
            yield self._after_no_answer(job, error.reason)
            return
        if isinstance(answer, JobAccepted):
            job.id = answer.job
            self._record(job, "submitted")
            self.pending.append(job)
        else:
            yield from self._refused(job, answer)

    def _poll(self, job: Job) -> Iterator[JournalStep]:
        job.polls += 1
        try:
            with faults.silence():
                answer = read_status(self.service.send(status_request(self.settings.base_url, job.id, self.keys)), job.url)
        except NoAnswer as error:
            answer = JobPending()
            if job.polls >= self.settings.polls:
                self.pending.remove(job)
                yield self._after_no_answer(job, error.reason)
                return
        if isinstance(answer, JobPending):
            if job.polls >= self.settings.polls:
                self.pending.remove(job)
                yield self._record(job, "submitted", reason="the archive has not finished; the next run checks again")
            return
        self.pending.remove(job)
        if isinstance(answer, JobCaptured):
            yield self._captured(job, answer)
        else:
            yield from self._refused(job, answer)

    def _refused(self, job: Job, answer: Refused) -> Iterator[JournalStep]:
        if answer.meaning == "never":
            yield self._record(job, "unreachable", reason=answer.reason)
        elif answer.meaning == "already":
            yield self._in_index(job, self.clock.now() - timedelta(days=1)) or self._record(job, "later", reason=answer.reason)
        elif answer.meaning == "again" and job.tries < self.settings.tries:
            job.not_before = self.clock.monotonic() + self.settings.backoff * 2 ** (job.tries - 1)
            self.queue.append(job)
        elif answer.meaning == "wait" and job.waits < 2:
            job.waits += 1
            job.tries -= 1
            self.next_submission = self.clock.monotonic() + self.settings.session_wait
            self.queue.appendleft(job)
        else:
            if answer.meaning in ("stop", "wait"):
                self.stopped = answer.reason
            yield self._record(job, "later", reason=answer.reason)

    def _captured(self, job: Job, made: JobCaptured) -> JournalStep:
        moment = parse_timestamp(made.timestamp)
        found = self._in_index(job, moment - CLOCK_SKEW if moment else self.clock.now())
        return found or self._record(job, "pending-index", timestamp=made.timestamp, original=made.original)

    def _after_no_answer(self, job: Job, reason: str) -> JournalStep:
        """The step after a request without an answer; the capture may have been made nevertheless, so the index is searched."""
        found = self._in_index(job, job.started - CLOCK_SKEW) if job.started else None
        if reason.startswith("429"):
            self.stopped = self.stopped or "the archive limits requests (429)"
        return found or self._record(job, "later", reason=f"no answer ({reason})")

    def _in_index(self, job: Job, since: datetime) -> JournalStep | None:
        """The step of a capture since ``since`` in the archive's index; None if there is none or no answer."""
        try:
            with faults.silence():
                row = newest(self.settings.base_url, job.url, since, self.clock.now(), self.service)
        except NoAnswer:
            return None
        return self._record(job, "archived", timestamp=row[0], original=row[1]) if row else None

    def _record(self, job: Job, state: State, timestamp: str = "", original: str = "", reason: str = "") -> JournalStep:
        started = (job.started or self.clock.now()).replace(microsecond=0)
        step = JournalStep(job.url, state, started, job.id, timestamp, original, reason)
        self.journal.add(step)
        return step

    def resume(self, url: str) -> JournalStep | None:
        """Return the step of an earlier run if it is final; else queue the job, or continue it, and return None."""
        last = self.journal.last(url)
        job = Job(url)
        if last and last.state in ("archived", "unreachable") and self._is_final(last):
            return last
        if last and last.state in ("submitted", "pending-index"):
            job.id, job.started = last.job, last.moment
            since = (parse_timestamp(last.timestamp) or last.moment) - CLOCK_SKEW
            if found := self._in_index(job, since):
                return found
            if last.state == "pending-index" and self._age(last) < RETRY_AFTER:
                return last
            if last.job and self._age(last) < JOB_KEPT:
                self.pending.append(job)
                return None
        self.queue.append(Job(url))
        return None

    def _is_final(self, last: JournalStep) -> bool:
        return last.state == "archived" or self._age(last) < RETRY_AFTER

    def _age(self, step: JournalStep) -> timedelta:
        return self.clock.now() - step.moment


def submit(urls: Sequence[str], settings: SubmitSettings, keys: Keys, journal: Journal, network: Network) -> Iterator[JournalStep]:
    """Submit each URL once; yield its final step, ``later`` for those over the limit of the run."""
    run = SubmissionRun(settings, keys, journal, network.service("save_page_now"), network.clock)
    for url in dict.fromkeys(urls):
        if len(run.queue) + len(run.pending) >= settings.per_run:
            yield JournalStep(
                url, "later", network.clock.now().replace(microsecond=0), reason=f"over the {settings.per_run} of one run"
            )
        elif step := run.resume(url):
            yield step
    yield from run.steps()


def newest(base_url: str, url: str, since: datetime, now: datetime, service: Service) -> tuple[str, str] | None:
    """Return timestamp and URL of the newest successful capture between two times in the archive's index. Raises ``NoAnswer``."""
    span = {"from": f"{since:%Y%m%d%H%M%S}", "to": f"{now + CLOCK_SKEW:%Y%m%d%H%M%S}"}
    query = urlencode({"url": url, "output": "json", "fl": "timestamp,original,statuscode", **span})
    rows = decode(service.send(Request(f"{base_url.rstrip('/')}/cdx/search/cdx?{query}")), list[list[str]])
    good = [(row[0], row[1]) for row in rows[1:] if len(row) == 3 and row[2] in ("200", "-") and parse_timestamp(row[0])]
    return max((row for row in good if row[0] >= span["from"]), default=None)
