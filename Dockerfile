# citecheck with what reads PDF files. Use: docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/data" citecheck check docs
FROM python:3.12-slim
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/citecheck
COPY pyproject.toml README.md LICENSE ./
COPY docs/citecheck.1 docs/citecheck.1
COPY src src
# hadolint ignore=DL3013
RUN pip install --no-cache-dir ".[pdf]"
# The files of a volume belong to somebody else, which git distrusts; only its history is read.
RUN git config --system --add safe.directory /data \
    && useradd --create-home --uid 1000 citecheck
USER 1000
ENV HOME=/home/citecheck
WORKDIR /data
ENTRYPOINT ["citecheck"]
