#!/bin/bash
# Imports a root filesystem into a data root of its own, with an engine that lives for just that, without any network.
# Usage: import.sh <root filesystem> <data root> <tag[,tag…]> [--change …]
set -euo pipefail
if [ -z "${LAB_IMPORT_INSIDE:-}" ]; then
  LAB_IMPORT_INSIDE=1 exec unshare --net --mount --pid --fork --mount-proc --kill-child "$0" "$@"
fi
root=$1 data=$2 tags=$3; shift 3
mount -t tmpfs tmpfs /run
ip link set lo up
mkdir -p "$data"
echo "{}" >/run/daemon.json
export DOCKER_HOST=unix:///run/import.sock DOCKER_CONFIG=/run/none PATH=/usr/sbin:/usr/bin:/sbin:/bin
dockerd --host "$DOCKER_HOST" --data-root "$data" --exec-root /run/import --pidfile /run/import.pid --config-file /run/daemon.json \
  --exec-opt native.cgroupdriver=cgroupfs --storage-driver overlay2 --bridge=none --iptables=false >"$data.log" 2>&1 &
daemon=$!
for _ in $(seq 100); do docker version >/dev/null 2>&1 && break; sleep 0.1; done
image=$(tar -C "$root" --numeric-owner -c . | docker import "$@" -) || { tail -20 "$data.log" >&2; exit 1; }
for tag in ${tags//,/ }; do docker tag "$image" "$tag"; done
kill "$daemon"
wait "$daemon" || true
rm -f "$data.log"
