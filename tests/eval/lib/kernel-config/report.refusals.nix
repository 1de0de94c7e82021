let
  inherit (import ../../../../lib/kernel-config/report.nix) fail failFirst problem;
  lines = {
    a = 3;
    b = 1;
    c = 2;
  };
in
{
  "one problem with its place" = {
    value = fail ":3:7" "wrong" "mend it" 0;
    message = ''
      build.toml:3:7: wrong
        mend it'';
  };
  "the first of several by line, with the number of the others" = {
    value = failFirst lines [ (problem "a" "wrong" "mend it") (problem "c" "worse" "mend that") ];
    message = ''
      build.toml:2: c: worse
        mend that
        1 more: `kernel-builder check-config` shows them all'';
  };
  "an unknown key before others" = {
    value = failFirst lines [ (problem "b" "wrong" "mend it") (problem "a" "unknown key" "did you mean `b`?") ];
    message = ''
      build.toml:3: a: unknown key
        did you mean `b`?
        1 more: `kernel-builder check-config` shows them all'';
  };
}
