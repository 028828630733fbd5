#!/bin/sh
# Makes the certificates of this folder anew, valid for a hundred years (one is expired). For tests only: their keys are
# public. Needs openssl.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }

# sign <name> <common name> <extensions> <from> <to>
sign() {
  : > "$work/index"
  printf '%s\n' "$3" > "$work/extensions"
  cat > "$work/ca.conf" <<CONF
[ca]
default_ca = it
[it]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
CONF
  openssl req -config "$work/ca.conf" -new -key "$1.key" -subj "/CN=$2" -out "$work/request"
  if [ "$1" = "${1#ca}" ] && [ "$1" != stranger ]
  then signer="-cert ca.pem -keyfile ca.key"
  else signer="-selfsign -keyfile $1.key"
  fi
  openssl ca -batch -notext -config "$work/ca.conf" $signer -extfile "$work/extensions" \
    -startdate "$4" -enddate "$5" -in "$work/request" -out "$1.pem"
}

from=20200101000000Z
to=21200101000000Z
authority='basicConstraints=critical,CA:TRUE'
server='subjectAltName=DNS:localhost,IP:127.0.0.1
extendedKeyUsage=serverAuth'
client='extendedKeyUsage=clientAuth'

for name in ca server server-next client stranger; do key $name; done
sign ca 'test authority' "$authority" $from $to
sign server localhost "$server" $from $to
sign server-next localhost "$server" $from $to
sign client sidecar "$client" $from $to
sign stranger stranger "$client" $from $to
cp server.key expired.key
sign expired localhost "$server" $from 20200201000000Z
rm ca.key expired.key
