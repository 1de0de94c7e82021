# shellcheck shell=bash disable=SC2154,SC1090 # attributes of the derivation
# Compile two libraries from one source, and run a program that uses both.
library() { # name factor
  sycl++ -fsycl -std=c++17 -O2 -fPIC -shared "$folder/two_versions.cpp" -DNAME="$1" -DFACTOR="$2" -o "lib$1.so" -lsycl
}
library first 2
library second 5
sycl++ -std=c++17 "$folder/two_versions_main.cpp" -o program -L. -lfirst -lsecond -lsycl -Wl,--allow-shlib-undefined
source "$device"
LD_LIBRARY_PATH+=:$PWD ./program | tee "$out"
