#!/usr/bin/env bash
# The steps of the Dockerfile in an empty folder, run as another user with a read-only tree: for machines without a
# Docker daemon. Needs root (to become "nobody"). Usage: deploy/try-image.sh [port]
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
port="${1:-3999}"
app="$(mktemp -d /tmp/rekan-image-XXXX)"
data="$(mktemp -d /tmp/rekan-data-XXXX)"
trap 'rm -rf "$app" "$data"' EXIT
chmod 755 "$app"
(
  cd "$root"
  git ls-files -z package.json package-lock.json prisma prisma.config.ts src locales |
    tar --create --null --files-from=- | tar --extract --directory "$app"
)
cd "$app"
npm ci --omit=dev --no-audit --no-fund --foreground-scripts
# In the image this is the image's own Node 24.
cp -L node_modules/.bin/node "$app/node24"
rm -rf node_modules/node node_modules/node-bin-*
du --summarize --human-readable "$app"
chmod --recursive a-w "$app"
chown nobody "$data"
chmod 700 "$data"
setpriv --reuid=nobody --regid=nogroup --clear-groups \
  env -i PATH=/usr/bin:/bin NODE_ENV=production DATA_DIR="$data" PORT="$port" LOG_LEVEL=info \
  NODE_COMPILE_CACHE="$data/compile-cache" \
  "$app/node24" --liftoff-only --max-semi-space-size=4 --heap-growing-percent=20 src/main.ts >"$data.log" 2>&1 &
pid=$!
for _ in $(seq 120); do
  if curl --silent --fail "http://127.0.0.1:$port/readyz"; then
    echo " ready"
    grep VmHWM "/proc/$pid/status"
    kill -TERM "$pid"
    wait "$pid"
    echo "ended in order"
    exit 0
  fi
  kill -0 "$pid" 2>/dev/null || break
  sleep 1
done
cat "$data.log"
exit 1
