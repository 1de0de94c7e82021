from kernel_builder.builder.checks import store_paths


def test_a_store_path_is_refused(variant, refusal):
    path = "/nix/store/" + "a" * 32 + "-gcc"
    (variant / "paths.py").write_text(f"TOOL = '{path}/bin/gcc'\n")
    assert refusal(store_paths, variant) == (
        f"error: paths.py: it contains the store path {path}\n"
        "  write no paths of the build into the sources or the library"
    )


def test_the_folder_of_the_store_alone_is_accepted(variant):
    (variant / "paths.py").write_text("STORE = '/nix/store/'\n")
    assert store_paths.check(variant) == "none in 5 files"
