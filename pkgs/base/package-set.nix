# Package sets in nixpkgs' manner: overlays over a base, and `callPackage`.
rec {
  # Call a function, or the one in a file, with what it asks for out of `scope`, and `arguments` on top.
  callPackageWith =
    scope: functionOrPath: arguments:
    let
      function = if builtins.isFunction functionOrPath then functionOrPath else import functionOrPath;
      asked = builtins.intersectAttrs (builtins.functionArgs function) scope;
    in
    function (asked // arguments);

  # The package set that `overlays`, functions `final: prev: { … }`, make of nothing, applied in order.
  makePackageSet =
    overlays:
    let
      final = builtins.foldl' (prev: overlay: prev // overlay final prev) {
        callPackage = callPackageWith final;
      } overlays;
    in
    final;
}
