let
  scan = import ../../../../lib/kernel-config/scan-toml.nix;
  # "line:column message", or null
  errorOf =
    text:
    let
      error = (scan text).error;
    in
    if error == null then null else "${toString error.line}:${toString error.column} ${error.message}";
  q = "'" + "''";
in
{
  scan-toml = {
    "a file with every element of TOML passes" = {
      actual = errorOf ''
        # a comment
        title = "a # b \" c" # after
        [general] # here
        a = 1
        b = [1, 2, # two
          [ "x" ],
        ]
        c = { d = "e", f = [true, false], "g h" = -1.5e3 }
        "quoted key" = 'C:\path'
        h.i.j = 0x1F
        k = """
        not = a [ key
        """
        l = ${q} one line = " ${q}
        m = inf
        [[list]]
        a = 1
        [[list]]
        a = 1
        [deep."er.x"]
        a = 1
      '';
      expected = null;
    };
    "an empty file passes" = {
      actual = errorOf "";
      expected = null;
    };
    "an open quote is found where it opens" = {
      actual = errorOf "[general]\nname = \"relu\n";
      expected = "2:8 this quote is not closed on its line";
    };
    "text without quotes is named" = {
      actual = errorOf "backend = cpu";
      expected = ''1:11 text needs quotes: "cpu"'';
    };
    "an open list is found where it opens" = {
      actual = errorOf "a = 1\nb = [\n 1,\n";
      expected = "2:1 the `[` on this line is not closed";
    };
    "a superfluous closing bracket is found" = {
      actual = errorOf "a = [1]]";
      expected = "1:8 `]` closes nothing";
    };
    "a bad table header is found" = {
      actual = errorOf "[general\nname = \"x\"";
      expected = "1:9 a table's header is written [name]";
    };
    "a line without = is found" = {
      actual = errorOf "[general]\nname\n";
      expected = "2:5 `name` is not of the form `key = value`";
    };
    "a missing value is found" = {
      actual = errorOf "name =\n";
      expected = "1:5 no value after `=`";
    };
    "a key given twice is found, with the first line" = {
      actual = errorOf "[a]\nb = 1\nb = 2\n";
      expected = "3:1 `a.b` is already defined, in line 2";
    };
    "a table given twice is found" = {
      actual = errorOf "[a]\nb = 1\n[a]\n";
      expected = "3:1 `a` is already defined, in line 1";
    };
    "two values are found" = {
      actual = errorOf "a = 1 2";
      expected = "1:7 unexpected 2 after the value";
    };
    "an unknown escape is found" = {
      actual = errorOf ''a = "\d"'';
      expected = ''1:5 "\d" has a `\` without a meaning in TOML; write `\\`, or put the text in single quotes'';
    };
    "dates are refused, since Nix cannot read them" = {
      actual = errorOf "a = 2026-01-01";
      expected = "1:5 no key takes a date or time";
    };
    "lines of keys are known" = {
      actual = (scan "[general]\nname = \"x\"\n[kernel.a]\nsrc = []\n").lines;
      expected = {
        general = 1;
        "general.name" = 2;
        "kernel.a" = 3;
        "kernel.a.src" = 4;
      };
    };
  };
}
