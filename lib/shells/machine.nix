# Shell code that defines machine_runs_<backend> for each backend and choose_candidate, which calls them.
# backends: the rows of lib/backends.
backends:
builtins.concatStringsSep "\n" (
  map builtins.readFile (map (row: row.machine) (builtins.attrValues backends) ++ [ ./choose-candidate.sh ])
)
