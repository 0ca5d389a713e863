#!/bin/bash
# Installs what the lab needs on a bare Debian 12, as root. Asks nothing, changes nothing when all is there (some milliseconds).
set -euo pipefail

# package=program (or file) that shows it is there
needed=(docker.io=/usr/sbin/dockerd docker-compose=/usr/bin/docker-compose dnsmasq-base=/usr/sbin/dnsmasq
  iptables=/usr/sbin/iptables iproute2=/usr/sbin/ip util-linux=/usr/bin/nsenter procps=/usr/sbin/sysctl
  python3=/usr/bin/python3 python3-venv=/usr/lib/python3.11/ensurepip/__init__.py openssl=/usr/bin/openssl curl=/usr/bin/curl
  ca-certificates=/etc/ssl/certs/ca-certificates.crt
  postgresql=/usr/lib/postgresql/15/bin/postgres zsh=/usr/bin/zsh patch=/usr/bin/patch
  podman=/usr/bin/podman netavark=/usr/lib/podman/netavark aardvark-dns=/usr/lib/podman/aardvark-dns
  postgresql-15=/usr/lib/postgresql/15/bin/postgres)

missing=()
for pair in "${needed[@]}"; do
  [ -e "${pair#*=}" ] || missing+=("${pair%%=*}")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" != 0 ]; then
  echo "The lab needs these packages, and only root can install them: ${missing[*]}" >&2
  exit 1
fi
# The lab starts an engine of its own in its own network; Debian's package must not start one for the machine.
guard=/usr/sbin/policy-rc.d
if ! [ -e "$guard" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$guard"
  chmod +x "$guard"
  trap 'rm -f "$guard"' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
options=(-q -y --no-install-recommends)
apt-get "${options[@]}" install "${missing[@]}" >/tmp/owui-doctor-install.log 2>&1 ||
  { apt-get -q update >>/tmp/owui-doctor-install.log 2>&1 && apt-get "${options[@]}" install "${missing[@]}" >>/tmp/owui-doctor-install.log 2>&1; } ||
  { tail -20 /tmp/owui-doctor-install.log >&2; exit 1; }
