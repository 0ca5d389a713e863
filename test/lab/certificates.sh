#!/bin/bash
# Makes the lab's authorities and server certificates, once: the trusted authority is part of every image.
# Usage: certificates.sh <directory> <name>…
set -euo pipefail
out=$1; shift
mkdir -p "$out"
cd "$out"
[ -e complete ] && exit 0

authority() { # file name, common name
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
  openssl req -x509 -new -key "$1.key" -days 7300 -subj "/O=Lab/CN=$2" -out "$1.pem" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
}
leaf() { # file name, authority, alternative names, from, to
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$1.key" -subj "/O=Lab/CN=$1" -out "$1.csr" 2>/dev/null
  : >index.txt
  openssl rand -hex 8 >serial
  printf '[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\nO=optional\nCN=supplied\n[e]\nsubjectAltName=%s\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' "$3" >ca.conf
  openssl ca -batch -notext -config ca.conf -extensions e -cert "$2.pem" -keyfile "$2.key" -in "$1.csr" -out "$1.only.pem" -startdate "$4" -enddate "$5" 2>openssl.log || { cat openssl.log >&2; exit 1; }
  cat "$1.only.pem" "$2.pem" >"$1.pem"
}

names=$(printf 'DNS:%s,' "$@"); names=${names%,}
[ -e ca.pem ] || authority ca "Lab authority"
authority intercept-ca "Corporate inspection authority"
leaf normal ca "$names" 20240101000000Z 20440101000000Z
leaf expired ca "$names" 20240101000000Z 20250101000000Z
leaf not-yet ca "$names" 20430101000000Z 20440101000000Z
leaf wrong-host ca "DNS:elsewhere.example" 20240101000000Z 20440101000000Z
leaf intercepted intercept-ca "$names" 20240101000000Z 20440101000000Z
touch complete
