#!/usr/bin/env bash
# Fetches mail servers to test against, once a clone, each into .runtime/servers/<name>: `fetch.sh mox greenmail …`, all when none is named.
# What a server needs (Go, Java and Maven, Python, apt-get) is said when it is missing; the others are fetched all the same.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
servers="$here/../../../.runtime/servers"
mkdir -p "$servers"

# Where Go is usually put, on the PATH or not.
[ -d /usr/local/go/bin ] && PATH="$PATH:/usr/local/go/bin"

needs() {
  for command in "$@"; do
    command -v "$command" >/dev/null || { echo "servers: $command is missing" >&2; return 1; }
  done
}

# A modern server in Go: IMAP4rev2, NOTIFY, UIDONLY.
fetch_mox() {
  needs go && cp "$here/mox/go.mod" go.mod && 
    go build -mod=mod -o mox github.com/mjl-/mox && rm -f go.mod go.sum
}

# An emulator of AWS KMS, in Go.
fetch_local-kms() {
  needs go && cp "$here/local-kms/go.mod" "$here/local-kms/main.go" . &&
    go build -mod=mod -o local-kms . && rm -f go.mod go.sum main.go
}

# A test server in Java, with little but IMAP4rev1.
fetch_greenmail() {
  needs java mvn && mvn -q -B dependency:copy-dependencies -f "$here/greenmail/pom.xml" -DoutputDirectory="$PWD/libs"
}

# Apache James, in memory.
fetch_james() {
  needs java mvn unzip || return 1
  mvn -q -B dependency:copy-dependencies -f "$here/james/pom.xml" -DincludeScope=runtime -DoutputDirectory="$PWD/libs" &&
    mvn -q -B dependency:copy -f "$here/james/pom.xml" -Dartifact=org.apache.james:james-server-memory-app:3.8.1:zip -DoutputDirectory="$PWD" &&
    unzip -q -o ./*.zip '*/conf/*' && mv ./*/conf conf && rm -rf ./*.zip james-server-memory-app
}

# A server in Python, with OBJECTID and without CONDSTORE.
fetch_pymap() {
  needs python3 && python3 -m pip install -q --root-user-action=ignore --target lib 'pymap==0.36.0' 'pysasl==1.0.2' 'passlib==1.7.4'
}

# Debian's packages, unpacked beside the system: Cyrus could not be installed where Dovecot is.
unpack() {
  needs apt-get dpkg || return 1
  apt-get download -qq "$@" && for package in ./*.deb; do dpkg -x "$package" root; done && rm -f ./*.deb
}
fetch_cyrus() { unpack cyrus-imapd cyrus-common libclamav12 libical3 libmspack0 libpcre3 libxapian30 libzephyr4 libsasl2-modules; }

[ $# -gt 0 ] || set -- mox greenmail pymap cyrus james local-kms
failed=0
for name in "$@"; do
  [ -e "$servers/$name" ] && continue
  # Into a folder beside it first, so that what is there is always whole.
  fresh="$servers/$name.$$"
  mkdir -p "$fresh"
  if (cd "$fresh" && "fetch_$name"); then mv "$fresh" "$servers/$name"; else failed=1; rm -rf "$fresh"; echo "servers: $name was not fetched" >&2; fi
done
exit $failed
