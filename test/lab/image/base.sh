#!/bin/bash
# Makes the root filesystem that every image of the lab starts from: Debian's own packages, unpacked, nothing configured.
# Usage: base.sh <directory to make> <PEM file of the lab's authority>
set -euo pipefail
out=$1 authority=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the published image has and people use in it (curl, jq, openssl, nc), and what the Python packages link against.
# /usr/local is filled per version: there, as in the published image, lives the Python that has Open WebUI's packages.
packages=(bash dash coreutils grep sed mawk findutils libc-bin tar gzip hostname netbase media-types
  curl jq openssl netcat-openbsd ca-certificates tzdata
  python3.11 libstdc++6 libgomp1 libgcc-s1 libatomic1)

# An empty status file makes apt name the whole closure, not what this machine happens to lack.
touch "$work/status"
mkdir -p "$work/debs/partial" "$out"
apt_options=(-q -y --no-install-recommends -o "Dir::State::status=$work/status" -o "Dir::Cache::archives=$work/debs"
  -o "APT::Sandbox::User=root" -o "Debug::NoLocking=true")
fetch() { apt-get "${apt_options[@]}" install --download-only "${packages[@]}" >"$work/apt.log" 2>&1; }
fetch || { apt-get -q update >"$work/update.log" 2>&1 && fetch; } || { cat "$work/apt.log" >&2; exit 1; }

# One /usr, as on an installed Debian 12: the links exist before anything is unpacked, and tar follows them.
mkdir -p "$out"/usr/{bin,sbin,lib,lib64}
for name in bin sbin lib lib64; do ln -s "usr/$name" "$out/$name"; done
for deb in "$work"/debs/*.deb; do
  dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink -C "$out" --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*'
done

cd "$out"
ln -sf dash usr/bin/sh
ln -sf mawk usr/bin/awk
ln -sf nc.openbsd usr/bin/nc
ln -sf python3.11 usr/bin/python3
mkdir -p usr/local/bin usr/local/lib tmp proc sys dev run root var/tmp var/log etc/ssl/certs
chmod 1777 tmp var/tmp
printf 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n' >etc/passwd
printf 'root:x:0:\nnogroup:x:65534:\n' >etc/group
printf 'passwd: files\ngroup: files\nhosts: files dns\nservices: files\n' >etc/nsswitch.conf
# Without this glibc gives only the first line of /etc/hosts for a name, and localhost loses its IPv6 half.
echo 'multi on' >etc/host.conf
echo 'Etc/UTC' >etc/timezone
cat usr/share/ca-certificates/mozilla/*.crt "$authority" >etc/ssl/certs/ca-certificates.crt
mkdir -p usr/lib/ssl
[ -e usr/lib/ssl/certs ] || ln -s /etc/ssl/certs usr/lib/ssl/certs
ln -sf /etc/ssl/certs/ca-certificates.crt usr/lib/ssl/cert.pem
ldconfig -r "$out"
chroot "$out" /bin/sh -c 'curl --version >/dev/null && jq --version >/dev/null && python3 -c "import ssl, sqlite3, json"'
