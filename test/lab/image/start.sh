#!/usr/bin/env bash
# Starts Open WebUI as the published image's own script does, without what needs the internet.
cd "$(dirname "${BASH_SOURCE[0]}")" || exit

PORT="${PORT:-8080}"
HOST="${HOST:-0.0.0.0}"
KEY_FILE="${WEBUI_SECRET_KEY_FILE:-.webui_secret_key}"

if [ -z "${WEBUI_SECRET_KEY}" ] && [ -z "${WEBUI_JWT_SECRET_KEY}" ]; then
  echo "Loading WEBUI_SECRET_KEY from file, not provided as an environment variable."
  if ! [ -e "$KEY_FILE" ]; then
    echo "Generating WEBUI_SECRET_KEY"
    head -c 12 /dev/random | base64 >"$KEY_FILE"
  fi
  echo "Loading WEBUI_SECRET_KEY from $KEY_FILE"
  WEBUI_SECRET_KEY=$(cat "$KEY_FILE")
fi

if [ "${USE_OLLAMA_DOCKER,,}" = "true" ]; then
  echo "USE_OLLAMA is set to true, starting ollama serve."
  ollama serve &
fi

WEBUI_SECRET_KEY="$WEBUI_SECRET_KEY" exec python3 -m uvicorn open_webui.main:app \
  --host "$HOST" --port "$PORT" --forwarded-allow-ips "${FORWARDED_ALLOW_IPS:-*}" --workers "${UVICORN_WORKERS:-1}"
