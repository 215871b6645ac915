"""Ask a web archive to keep what nobody has kept: submit, poll, look in its index, and write every step down."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

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
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request
from citecheck.pages.service_answers import decode
from citecheck.protocols import Clock, Network, Service, SubmitSettings

JOB_LIVES = timedelta(hours=1)  # the archive tells a job's state about that long
CONSIDER_AGAIN = timedelta(days=7)  # until an address that the archive could not reach is offered again
SLACK = timedelta(minutes=2)  # between our clock and the archive's


@dataclass(slots=True)
class Job:
    """One address on its way."""

    url: str
    id: str = ""
    begun: datetime | None = None
    tries: int = 0
    waits: int = 0
    polls: int = 0
    not_before: float = 0.0


@dataclass(slots=True)
class SubmissionRun:
    """The submissions of one run; ``stopped`` says why no more are made."""

    settings: SubmitSettings
    keys: Keys
    journal: Journal
    service: Service
    clock: Clock
    queue: deque[Job] = field(default_factory=deque)
    flying: list[Job] = field(default_factory=list)
    next_turn: float = 0.0
    stopped: str = ""

    def steps(self) -> Iterator[JournalStep]:
        """Drives every job to its end; each address ends with one step."""
        while self.queue or self.flying:
            if self.stopped and self.queue:
                yield from (self._note(job, "later", reason=self.stopped) for job in self.queue)
                self.queue.clear()
            now = self.clock.monotonic()
            if self.queue and len(self.flying) < self.settings.in_flight and self._due(self.queue[0]) <= now:
                yield from self._submit(self.queue.popleft())
            elif self.flying:
                self.clock.sleep(self.settings.poll_every)
                for job in tuple(self.flying):
                    yield from self._poll(job)
            elif self.queue:
                self.clock.sleep(max(0.01, self._due(self.queue[0]) - now))

    def _due(self, job: Job) -> float:
        return max(self.next_turn, job.not_before)

    def _submit(self, job: Job) -> Iterator[JournalStep]:
        job.tries += 1
        job.begun = self.clock.now()
        self.next_turn = self.clock.monotonic() + self.settings.interval
        try:
            with faults.silence():
                request = submit_request(self.settings.base_url, job.url, self.keys, self.settings.reuse)
                answer = read_submit(self.service.send(request))
        except NoAnswer as silence:
            yield self._after_silence(job, silence.reason)
            return
        if isinstance(answer, JobAccepted):
            job.id = answer.job
            self._note(job, "submitted")
            self.flying.append(job)
        else:
            yield from self._refused(job, answer)

    def _poll(self, job: Job) -> Iterator[JournalStep]:
        job.polls += 1
        try:
            with faults.silence():
                answer = read_status(self.service.send(status_request(self.settings.base_url, job.id, self.keys)), job.url)
        except NoAnswer as silence:
            answer = JobPending()
            if job.polls >= self.settings.polls:
                self.flying.remove(job)
                yield self._after_silence(job, silence.reason)
                return
        if isinstance(answer, JobPending):
            if job.polls >= self.settings.polls:
                self.flying.remove(job)
                yield self._note(job, "submitted", reason="the archive is still at work; the next run asks again")
            return
        self.flying.remove(job)
        if isinstance(answer, JobCaptured):
            yield self._captured(job, answer)
        else:
            yield from self._refused(job, answer)

    def _refused(self, job: Job, answer: Refused) -> Iterator[JournalStep]:
        if answer.meaning == "never":
            yield self._note(job, "unreachable", reason=answer.reason)
        elif answer.meaning == "already":
            yield self._in_index(job, self.clock.now() - timedelta(days=1)) or self._note(job, "later", reason=answer.reason)
        elif answer.meaning == "again" and job.tries < self.settings.tries:
            job.not_before = self.clock.monotonic() + self.settings.backoff * 2 ** (job.tries - 1)
            self.queue.append(job)
        elif answer.meaning == "wait" and job.waits < 2:
            job.waits += 1
            job.tries -= 1
            self.next_turn = self.clock.monotonic() + self.settings.session_wait
            self.queue.appendleft(job)
        else:
            if answer.meaning in ("stop", "wait"):
                self.stopped = answer.reason
            yield self._note(job, "later", reason=answer.reason)

    def _captured(self, job: Job, made: JobCaptured) -> JournalStep:
        moment = _moment(made.timestamp)
        found = self._in_index(job, moment - SLACK if moment else self.clock.now())
        return found or self._note(job, "pending-index", timestamp=made.timestamp, original=made.original)

    def _after_silence(self, job: Job, reason: str) -> JournalStep:
        """A request that failed may have been heard: captures are known to succeed although the answer was lost."""
        found = self._in_index(job, job.begun - SLACK) if job.begun else None
        if reason.startswith("429"):
            self.stopped = self.stopped or "the archive asks us to slow down (429)"
        return found or self._note(job, "later", reason=f"no answer ({reason})")

    def _in_index(self, job: Job, since: datetime) -> JournalStep | None:
        """The capture since a moment, where the archive's index has it; its silence says nothing."""
        try:
            with faults.silence():
                row = newest(self.settings.base_url, job.url, since, self.clock.now(), self.service)
        except NoAnswer:
            return None
        return self._note(job, "archived", timestamp=row[0], original=row[1]) if row else None

    def _note(self, job: Job, state: State, timestamp: str = "", original: str = "", reason: str = "") -> JournalStep:
        begun = (job.begun or self.clock.now()).replace(microsecond=0)
        step = JournalStep(job.url, state, begun, job.id, timestamp, original, reason)
        self.journal.add(step)
        return step

    def resume(self, url: str) -> JournalStep | None:
        """What an earlier run knows: the step where that is the last word, else None with the job put where it belongs."""
        last = self.journal.last(url)
        job = Job(url)
        if last and last.state in ("archived", "unreachable") and self._counts(last):
            return last
        if last and last.state in ("submitted", "pending-index"):
            job.id, job.begun = last.job, last.moment
            since = (_moment(last.timestamp) or last.moment) - SLACK
            if found := self._in_index(job, since):
                return found
            if last.state == "pending-index" and self._age(last) < CONSIDER_AGAIN:
                return last
            if last.job and self._age(last) < JOB_LIVES:
                self.flying.append(job)
                return None
        self.queue.append(Job(url))
        return None

    def _counts(self, last: JournalStep) -> bool:
        return last.state == "archived" or self._age(last) < CONSIDER_AGAIN

    def _age(self, step: JournalStep) -> timedelta:
        return self.clock.now() - step.moment


def submit(urls: Sequence[str], settings: SubmitSettings, keys: Keys, journal: Journal, network: Network) -> Iterator[JournalStep]:
    """Every address once, ending with one step each; what does not fit into this run is ``later``."""
    run = SubmissionRun(settings, keys, journal, network.service("save_page_now"), network.clock)
    for url in dict.fromkeys(urls):
        if len(run.queue) + len(run.flying) >= settings.per_run:
            yield JournalStep(
                url, "later", network.clock.now().replace(microsecond=0), reason=f"over the {settings.per_run} of one run"
            )
        elif step := run.resume(url):
            yield step
    yield from run.steps()


def newest(base_url: str, url: str, since: datetime, now: datetime, service: Service) -> tuple[str, str] | None:
    """Timestamp and address of a successful capture between two moments, as the archive's index has it. Raises ``NoAnswer``."""
    span = {"from": f"{since:%Y%m%d%H%M%S}", "to": f"{now + SLACK:%Y%m%d%H%M%S}"}
    query = urlencode({"url": url, "output": "json", "fl": "timestamp,original,statuscode", **span})
    rows = decode(service.send(Request(f"{base_url.rstrip('/')}/cdx/search/cdx?{query}")), list[list[str]])
    good = [(row[0], row[1]) for row in rows[1:] if len(row) == 3 and row[2] in ("200", "-") and _moment(row[0])]
    return max((row for row in good if row[0] >= span["from"]), default=None)


def _moment(timestamp: str) -> datetime | None:
    try:
        return datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
