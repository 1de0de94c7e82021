# Build configs as data, for list-variants and the plan.
map (config: {
  inherit (config)
    name
    short
    torch
    backend
    version
    system
    bundle
    notBuildable
    refused
    ;
})
