# The pins of the compiler and of the emulator for a pair of platforms: a row of lock.json.
{ buildPlatform, hostPlatform }:
(builtins.fromJSON (builtins.readFile ./lock.json)).${buildPlatform.system}.${hostPlatform.system}
