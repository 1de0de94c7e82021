# shellcheck shell=bash disable=SC2154,SC1090 # attributes of the derivation
# Compile the stand-in for libc10_xpu, and run the script with it.
mkdir lib modules
include=$(python3 -c "import sysconfig; print(sysconfig.get_path('include'))")
sycl++ -fsycl -std=c++17 -O2 -fPIC -shared -w "$standIn" -o lib/libc10_xpu.so -I"$torchXpu/include" -I"$include" \
  -I"$torchXpu/include/torch/csrc/api/include" -L"$torchXpu/lib" -ltorch_cpu -lc10 -lsycl -Wl,-soname,libc10_xpu.so
ln -s "$variant" "modules/$module"
cp "$xpuModule" modules/xpu_module.py
source "$device"
LD_LIBRARY_PATH+=:$PWD/lib PYTHONPATH=$PWD/modules "$python/bin/python3" "$script" "$module" | tee "$out"
