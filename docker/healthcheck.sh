#!/usr/bin/env bash
# Exit code 0 if Flink's metrics are served on the port given: JobManager and TaskManager alike.
# Only bash is needed; the images have no curl.
set -euo pipefail
port="${1:?Usage: healthcheck.sh PORT}"
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /metrics HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
answer="$(cat <&3)"
case "$answer" in
  *flink_*) ;;
  *)
    echo "No metrics of Flink on port $port" >&2
    exit 1
    ;;
esac
