#!/bin/bash
# Fills a copy of the base root filesystem with one version of the real Open WebUI, laid out as in the published image:
# its Python and packages under /usr/local, its code in /app/backend, the page in /app/build.
# Usage: version.sh <root filesystem> <version> <uv program> <PEM file of the lab's authority> <start.sh>
set -euo pipefail
root=$1 version=$2 uv=$3 authority=$4 start=$5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A virtual environment at /usr/local: /usr/local/bin/python3 has the packages and /usr/bin/python3 has not, as in the
# published image. The interpreter is Debian's, at the same path here and in the image.
mkdir -p "$root/usr/local/bin" "$root/usr/local/lib/python3.11/site-packages"
printf 'home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.11.2\n' >"$root/usr/local/pyvenv.cfg"
ln -sf /usr/bin/python3.11 "$root/usr/local/bin/python3"
ln -sf python3 "$root/usr/local/bin/python"

# torch is 5 GB and has no part in connections, settings or accounts.
printf "torch ; sys_platform == 'never'\ntriton ; sys_platform == 'never'\n" >"$work/override.txt"
"$uv" pip install -q --python "$root/usr/local/bin/python3" --override "$work/override.txt" --link-mode copy "open-webui==$version"

site=$root/usr/local/lib/python3.11/site-packages
# Test suites and headers of libraries are a quarter of the size, and nothing imports them.
find "$site" -type d \( -path '*/tests' -o -path '*/include' \) \( -path '*/pandas/*' -o -path '*/numpy/*' -o -path '*/scipy/*' -o -path '*/sklearn/*' \
  -o -path '*/pyarrow/*' -o -path '*/networkx/*' -o -path '*/sympy/*' -o -path '*/sqlalchemy/*' -o -path '*/matplotlib/*' -o -path '*/shapely/*' \) -prune -exec rm -rf {} +
for directory in "$site"/playwright "$site"/nltk/test "$site"/pyarrow/include; do rm -rf "$directory/driver"; done

mkdir -p "$root/app/backend/data"
mv "$site/open_webui" "$root/app/backend/open_webui"
mv "$root/app/backend/open_webui/frontend" "$root/app/build"
cp "$root/app/backend/open_webui/CHANGELOG.md" "$root/app/CHANGELOG.md"
printf '{\n\t"name": "open-webui",\n\t"version": "%s",\n\t"private": true\n}\n' "$version" >"$root/app/package.json"
install -m 0755 "$start" "$root/app/backend/start.sh"
cat "$authority" >>"$site/certifi/cacert.pem"

# Compiled once here, or every new container would compile everything again: that is half of its start.
"$root/usr/local/bin/python3" -m compileall -qq -j 0 -x 'bad_|olefile2|/tests?/' -s "$root" -p / "$root/usr/local/lib/python3.11/site-packages" "$root/app/backend" "$root/usr/lib/python3.11" || true
for script in "$root"/usr/local/bin/*; do
  [ -L "$script" ] || sed -i "1s|^#!$root/|#!/|" "$script"
done
