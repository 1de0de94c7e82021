# The part that all fetchers share. They run outside of the sandbox with the machine's own client and settings, so that
# they use the mirror or proxy that the machine is set up for. Nix checks the hash of each fetched file.
{
  builder = "/bin/sh";
  __noChroot = true;
  preferLocalBuild = true;
  allowSubstitutes = true;
  # The folder of scripts. A fetcher runs one of them, which sources others.
  fetchers = builtins.path {
    name = "fetchers";
    path = ./.;
    filter = file: type: type == "directory" || builtins.match ".*\\.(sh|py)" file != null;
  };
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
    "ALL_PROXY"
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
    "UV_FIND_LINKS"
    "UV_INDEX_URL"
    "AWS_ACCESS_KEY_ID"
    "AWS_DEFAULT_REGION"
    "AWS_ENDPOINT_URL"
    "AWS_REGION"
    "AWS_SECRET_ACCESS_KEY"
    "AWS_SESSION_TOKEN"
    "KERNEL_BUILDER_DEBIAN_MIRROR"
    "KERNEL_BUILDER_MIRROR"
    "KERNEL_BUILDER_NVIDIA_MIRROR"
    "KERNEL_BUILDER_SETTINGS"
  ];
}
