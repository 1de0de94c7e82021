let
  schema = builtins.fromJSON (builtins.readFile ../../../../python/kernel_builder/builder/config/build.schema.json);
  check = import ../../../../lib/kernel-config/schema.nix schema;
  problems = text: map (p: "${p.path}: ${p.message} (${p.remedy})") (check (builtins.fromTOML text));
  general = "[general]\nname = 'relu'\nversion = 1\nedition = 5\nlicense = 'MIT'\nbackends = ['cpu']\n";
  torch = "[torch]\nsrc = ['a.cpp']\n";
  kernel = "[kernel.a]\nbackend = 'cpu'\ndepends = ['torch']\nsrc = ['a.cpp']\n";
in
{
  schema = {
    "a correct file has no problems" = {
      actual = problems (general + torch + kernel);
      expected = [ ];
    };
    "every table of the format is known" = {
      actual = problems (
        general
        + "upstream = 'https://example.org/a'\nsource = 'git@example.org:a/b.git'\npython-depends = ['einops']\n"
        + "[general.hub]\nrepo-id = 'a/b'\nbranch = 'v1'\n[general.cuda]\nminver = '12.6'\nmaxver = '13.0'\n"
        + "[torch]\nsrc = []\ninclude = ['.']\npyext = ['py']\nminver = '2.10'\nstable-abi = { cuda = '2.10' }\n"
        + "[kernel.c]\nbackend = 'cuda'\ndepends = ['cutlass_3_8']\nsrc = []\ncuda-capabilities = ['9.0a', '8.0+PTX']\n"
        + "cuda-flags = ['-O3']\ncuda-minver = '12.8'\n"
        + "[kernel.r]\nbackend = 'rocm'\ndepends = []\nsrc = []\nrocm-archs = ['gfx90a']\nhip-flags = []\n"
        + "[kernel.x]\nbackend = 'xpu'\ndepends = ['sycl_tla']\nsrc = []\nsycl-flags = []\n"
      );
      expected = [ ];
    };
    "an unknown key is named with the nearest one" = {
      actual = problems (general + torch + "inclde = []\n");
      expected = [
        (
          "torch.inclde: unknown key (did you mean `include`? "
          + "known: cxx-flags, include, maxver, minver, pyext, src, stable-abi)"
        )
      ];
    };
    "a key of another backend is unknown" = {
      actual = problems (general + torch + kernel + "hip-flags = []\n");
      expected = [ "kernel.a.hip-flags: unknown key (known: backend, cxx-flags, depends, include, src)" ];
    };
    "an unknown backend is named with the known backends" = {
      actual = problems (builtins.replaceStrings [ "['cpu']" ] [ "['cpu', 'cud']" ] (general + torch));
      expected = [
        (
          ''general.backends[1]: unknown value "cud" (did you mean `cuda`? ''
          + "known: cann, cpu, cuda, metal, neuron, rocm, tpu, xpu)"
        )
      ];
    };
    "a missing key is named" = {
      actual = problems (general + torch + builtins.replaceStrings [ "src = ['a.cpp']\n" ] [ "" ] kernel);
      expected = [ "kernel.a.src: missing (add `src`: Sources, and headers that they include.)" ];
    };
    "a wrong type is named with the right one" = {
      actual = problems (general + "[torch]\nsrc = 'a.cpp'\n");
      expected = [ ''torch.src: "a.cpp" is not a list in [ ] (write a list in [ ])'' ];
    };
    "a long text is matched in pieces against a class of characters" = {
      actual = problems (
        general
        + "[torch]\ncxx-flags = ['${builtins.concatStringsSep "" (builtins.genList (_: "x") 9000)}']\n"
      );
      expected = [ ];
    };
    "other texts, and some lists, have a limit" = {
      actual = problems (
        general
        + "[general.tpu]\npython-depends = ['x']\n"
        + "[torch]\nminver = '${builtins.concatStringsSep "" (builtins.genList (_: "1") 5000)}'\n"
      );
      expected = [
        "general.tpu.python-depends: the list has 1 values (the limit is 0)"
        "torch.minver: the text is longer than 4095 characters (shorten it)"
      ];
    };
    "control characters and other addresses than git's are refused in plain words" = {
      actual = problems (general + "upstream = 'x'\n[torch]\ncxx-flags = ['']\n");
      expected = [
        (
          "general.upstream: \"x\" is not of the right form "
          + "(write a git URL: https://host/owner/name, ssh://git@host/owner/name or git@host:owner/name)"
        )
        (
          "torch.cxx-flags[0]: \"\" is not of the right form "
          + "(write one line without control characters, which is not empty)"
        )
      ];
    };
    "a name that is no module is refused" = {
      actual = problems (builtins.replaceStrings [ "'relu'" ] [ "'Re_lu'" ] (general + torch));
      expected = [ ''general.name: "Re_lu" is not of the right form (it must match ^[a-z][-a-z0-9]{0,198}[a-z0-9]$)'' ];
    };
  };
}
