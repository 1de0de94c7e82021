# shellcheck shell=sh disable=SC2154,SC2034 # variables of install.sh
# Undo the changes of install.sh, and the ones of its former versions.

old_registry=$root/etc/nix/kernel-builder-registry.json
old_link=$root/nix/var/nix/gcroots/kernel-builder-source

# A former version gave kernel-builder the name `nixpkgs` if GitHub had not answered. It does no harm to a user who may not
# remove it.
remove_old_registry() {
  [ "$sudo" != none ] || return 0
  for path in "$old_registry" "$old_link"; do
    [ -e "$path" ] || [ -L "$path" ] || continue
    say "removing $path, which a former version of install.sh wrote"
    remove_file "$path"
  done
}

uninstall() {
  folder=$(command_folder)
  for path in "$folder/bin/kernel-builder" "$folder/lib/kernel-builder"; do
    [ -L "$path" ] || continue
    say "removing $path"
    [ -n "$dry_run" ] || rm "$path"
  done
  for file in "$etc_conf" "$custom_conf" "$user_conf"; do
    [ -n "$(own_block "$file")" ] || continue
    say "removing kernel-builder's settings from $file"
    others=$(other_lines "$file")
    if [ -n "$others" ]; then
      write_file "$file" "$others"
    else
      remove_file "$file"
    fi
  done
  if [ -e "$settings_file" ]; then
    say "removing $settings_file"
    remove_file "$settings_file"
    [ -n "$dry_run" ] || rmdir "$(dirname "$settings_file")" 2>/dev/null || true
  fi
  remove_old_registry
  hand_over
  say "Nix and its store stay; docs/install.md tells how to remove them"
}
