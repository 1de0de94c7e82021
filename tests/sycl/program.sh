# shellcheck shell=bash disable=SC2154,SC1090 # attributes of the derivation
# Compile and run a program.
sycl++ -fsycl -std=c++17 -O2 "$source" -o program -lsycl -Wl,--allow-shlib-undefined
source "$device"
./program | tee "$out"
