#!/bin/bash
# Builds one image of the lab and keeps it as a piece of an engine's data root, which a lab then borrows in no time.
# Call it under a lock. Usage: build.sh <cache> <base directory> <bundle directory> <kind> <argument> <tag[,tag…]>
#   kind: base | node (argument: node's program) | ollama (argument: folder of the stand-in) | webui (argument: version)
set -euo pipefail
cache=$1 base=$2 bundle=$3 kind=$4 argument=$5 tags=$6
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
authority=$cache/certs/ca.pem
[ -e "$bundle/complete" ] && exit 0

work=$cache/work.$$
mkdir -p "$work" "$cache/images"
trap 'rm -rf "$work"' EXIT
if ! [ -e "$base/complete" ]; then
  rm -rf "$base"
  "$here/base.sh" "$work/base" "$authority"
  mv "$work/base" "$base.root" 2>/dev/null || { rm -rf "$base.root"; mv "$work/base" "$base.root"; }
  mkdir -p "$base"
  touch "$base/complete"
fi
cp -a "$base.root" "$work/root"

changes=(--change "ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin" --change "ENV LANG=C.UTF-8")
case $kind in
  base) changes+=(--change 'CMD ["/bin/bash"]') ;;
  node)
    install -m 0755 "$argument" "$work/root/usr/local/bin/node"
    changes+=(--change 'CMD ["node"]')
    ;;
  ollama)
    cp -a "$argument" "$work/root/usr/local/lib/ollama"
    ln -s /usr/local/lib/ollama/ollama "$work/root/usr/bin/ollama"
    changes+=(--change 'ENV OLLAMA_HOST=0.0.0.0:11434' --change 'EXPOSE 11434' --change 'ENTRYPOINT ["/bin/ollama"]' --change 'CMD ["serve"]')
    ;;
  webui)
    [ -x "$cache/tools/bin/uv" ] || { /usr/bin/python3.11 -m venv "$cache/tools" && "$cache/tools/bin/pip" install -q --disable-pip-version-check uv; }
    "$here/version.sh" "$work/root" "$argument" "$cache/tools/bin/uv" "$authority" "$here/start.sh"
    while read -r line; do [ -n "$line" ] && changes+=(--change "${line//@VERSION@/$argument}"); done <"$here/webui.image"
    ;;
  *) echo "unknown kind $kind" >&2; exit 2 ;;
esac

"$here/import.sh" "$work/root" "$work/data" "$tags" "${changes[@]}"
rm -rf "$bundle"
mkdir -p "$bundle"
mv "$work/data/image" "$work/data/overlay2" "$bundle/"
touch "$bundle/complete"
