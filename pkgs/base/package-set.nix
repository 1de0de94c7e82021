# Package sets as in nixpkgs: overlays over a base, and `callPackage`.
rec {
  # Call a function, or the function in a file, with `arguments`. The function gets its other arguments from `scope`.
  callPackageWith =
    scope: functionOrPath: arguments:
    let
      function = if builtins.isFunction functionOrPath then functionOrPath else import functionOrPath;
      inScope = builtins.intersectAttrs (builtins.functionArgs function) scope;
    in
    function (inScope // arguments);

  # The package set that `overlays` make of an empty one: a list of functions `final: prev: { … }`, applied in order.
  makePackageSet =
    overlays:
    let
      final = builtins.foldl' (prev: overlay: prev // overlay final prev) {
        callPackage = callPackageWith final;
      } overlays;
    in
    final;
}
