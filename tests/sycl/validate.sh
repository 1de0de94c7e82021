# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Validate each module of SPIR-V in the library of $variant, and print how many there are.
objcopy -O binary -j .sycl_device_code "$variant"/*.so code
python3 "$splitModules" code
for module in module-*; do
  spirv-val --target-env spv1.4 "$module"
done
echo "$(find . -name 'module-*' | wc -l) modules" | tee "$out"
