#!/bin/sh
# Puts dist/ into a bucket: hosting/s3.sh DIST BUCKET [FOLDER/]
#
# S3 and what speaks like it know of each object what it is and how long it may be kept, and nothing else: the
# other headers of dist/_headers are for what stands before the bucket (CloudFront: a response headers policy).
set -eu
dist=$1
bucket=$2
folder=${3:-}

# What names the others comes last, so that nobody is told of a file that is not there yet.
files() {
  (cd "$dist" && find . -type f ! -name '.*' ! -name _headers | sed 's|^\./||')
}
{ files | grep -v -x -e index.html -e sw.js; echo index.html; echo sw.js; } | while read -r file; do
  case $file in
    *.html) type='text/html; charset=utf-8' ;;
    *.js) type='text/javascript' ;;
    *.css) type='text/css' ;;
    *.wasm) type='application/wasm' ;;
    *.json) type='application/json' ;;
    *.webmanifest) type='application/manifest+json' ;;
    *.svg) type='image/svg+xml' ;;
    *.png) type='image/png' ;;
    *) echo "$file: a file of another kind" >&2; exit 1 ;;
  esac
  case $file in
    boot-* | kickoff-* | playbook-* | recover-* | style-*) kept='public, max-age=31536000, immutable' ;;
    *) kept='no-cache' ;;
  esac
  aws s3api put-object --bucket "$bucket" --key "$folder$file" --body "$dist/$file" \
    --content-type "$type" --cache-control "$kept" > /dev/null
done
