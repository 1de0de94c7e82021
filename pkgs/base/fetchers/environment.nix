# The part that all fetchers share. Fetchers run outside the sandbox, with the machine's own programs and settings, so
# they use the machine's mirrors and proxies. Nix checks the hash of each fetched file.
{
  builder = "/bin/sh";
  __noChroot = true;
  preferLocalBuild = true;
  allowSubstitutes = true;
  PATH = builtins.concatStringsSep ":" [
    "/usr/local/sbin"
    "/usr/local/bin"
    "/usr/sbin"
    "/usr/bin"
    "/sbin"
    "/bin"
    "/run/current-system/sw/bin"
    "/nix/var/nix/profiles/default/bin"
  ];
  impureEnvVars = [
    "http_proxy"
    "https_proxy"
    "ftp_proxy"
    "all_proxy"
    "no_proxy"
    "HTTP_PROXY"
    "HTTPS_PROXY"
    "NO_PROXY"
    "SSL_CERT_FILE"
    "SSL_CERT_DIR"
    "NIX_SSL_CERT_FILE"
    "REQUESTS_CA_BUNDLE"
    "CURL_CA_BUNDLE"
    "PIP_CERT"
    "PIP_CLIENT_CERT"
    "PIP_CONFIG_FILE"
    "PIP_DEFAULT_TIMEOUT"
    "PIP_EXTRA_INDEX_URL"
    "PIP_FIND_LINKS"
    "PIP_INDEX_URL"
    "PIP_NO_INDEX"
    "PIP_PROXY"
    "PIP_RETRIES"
    "PIP_TRUSTED_HOST"
    "KERNEL_BUILDER_DEBIAN_MIRROR"
    "KERNEL_BUILDER_NVIDIA_MIRROR"
  ];
}
