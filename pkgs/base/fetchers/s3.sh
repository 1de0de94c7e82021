# shellcheck shell=sh
# Files of S3. An address is written as for a store of Nix: s3://BUCKET/FOLDER?region=REGION&endpoint=HOST&scheme=http, where
# everything after the question mark may be left out.

# The value of the parameter $2 of the S3 address $1, or $3.
s3_parameter() {
  case $1 in *\?*) ;; *) echo "$3" && return ;; esac
  value=$(echo "${1#*\?}" | tr '&' '\n' | sed -n "s/^$2=//p" | tail -n 1)
  echo "${value:-$3}"
}

# The region of the S3 address $1.
s3_region() { s3_parameter "$1" region "${AWS_REGION:-${AWS_DEFAULT_REGION:-us-east-1}}"; }

# The web address of the S3 address $1.
s3_url() {
  path=${1#s3://}
  path=${path%%\?*}
  endpoint=$(s3_parameter "$1" endpoint "${AWS_ENDPOINT_URL:-}")
  case $endpoint in
    '') echo "https://${path%%/*}.s3.$(s3_region "$1").amazonaws.com/${path#*/}" ;;
    *://*) echo "${endpoint%/}/$path" ;;
    *) echo "$(s3_parameter "$1" scheme https)://${endpoint%/}/$path" ;;
  esac
}

# Download the S3 address $1 to the file $2, with the keys in the variables AWS_* if there are any; see download_file for $3
# and $4. curl gets the keys by a pipe: others could read its command line.
download_s3() {
  if [ -z "${AWS_ACCESS_KEY_ID:-}" ]; then
    download_file "$(s3_url "$1")" "$2" "$3" "$4"
    return
  fi
  {
    echo "user = \"$AWS_ACCESS_KEY_ID:${AWS_SECRET_ACCESS_KEY:-}\""
    [ -z "${AWS_SESSION_TOKEN:-}" ] || echo "header = \"x-amz-security-token: $AWS_SESSION_TOKEN\""
  } | curl -fsSL --config - --aws-sigv4 "aws:amz:$(s3_region "$1"):s3" -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' \
    --connect-timeout "$3" --speed-limit 1 --speed-time "$3" --retry "$4" -o "$2" "$(s3_url "$1")"
}
