# Builds the environment; nothing of this stage but /app gets into the image.
FROM python:3.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements.lock requirements-build.lock requirements-sbom.lock ./
RUN python -m venv /app && /app/bin/python -m pip install --require-hashes -r requirements.lock
RUN python -m venv /build && /build/bin/python -m pip install --require-hashes -r requirements-build.lock
RUN python -m venv /sbom && /sbom/bin/python -m pip install --require-hashes -r requirements-sbom.lock
COPY pyproject.toml README.md LICENSE ./
COPY exporter exporter
COPY providers providers
COPY docs/runbooks docs/runbooks
RUN /build/bin/python -m hatchling build -t wheel -d /dist \
    && /app/bin/python -m pip install --no-deps --no-index /dist/*.whl \
    && /app/bin/python -m pip uninstall --yes pip
# What is in /app in the end, in CycloneDX: valid, or the build fails, and the same for the same contents.
RUN /sbom/bin/python -m cyclonedx_py environment --pyproject pyproject.toml --mc-type application --validate \
    --output-reproducible --output-format JSON --output-file /app/orion-exporter.cdx.json /app/bin/python

FROM python:3.13-slim-trixie
LABEL org.opencontainers.image.title="orion-exporter" \
      org.opencontainers.image.description="Prometheus exporter for multi-vendor, multi-platform commerce applications" \
      org.opencontainers.image.licenses="MIT" \
      orion-exporter.sbom="/app/orion-exporter.cdx.json"
# Nothing is written while it runs, so a read-only root file system will do (the demo's shop lives in /tmp).
ENV PATH=/app/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
COPY --from=build /app /app
# By number, so that Kubernetes can see that it is not root.
USER 65532:65532
WORKDIR /tmp
EXPOSE 9797
STOPSIGNAL SIGTERM
# /healthz says that the process answers, whatever the database does. http.client heeds no proxy variables.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
    CMD ["python", "-c", "import http.client, sys; c = http.client.HTTPConnection('127.0.0.1', 9797, timeout=2); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["orion-exporter"]
CMD ["serve", "--web.listen-address=0.0.0.0:9797"]
