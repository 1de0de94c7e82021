// The structures through which SYCL's runtime learns of device code (github.com/intel/llvm,
// sycl/source/detail/compiler.hpp).
namespace {
namespace kernel_builder_device_code {
struct Entry {
  void *address;
  char const *name;
  decltype(sizeof 0) size;
  int flags, reserved;
};
struct Property {
  char const *name;
  void const *value;
  unsigned type;
  decltype(sizeof 0) size;
};
struct PropertySet {
  char const *name;
  Property const *begin, *end;
};
struct Image {
  unsigned short version;
  unsigned char kind, format;
  char const *target, *compile_options, *link_options;
  void const *manifest, *manifest_end;
  unsigned char const *code, *code_end;
  Entry const *entries, *entries_end;
  PropertySet const *sets, *sets_end;
};
struct Images {
  unsigned short version, count;
  Image *images;
  Entry const *host_entries, *host_entries_end;
};
} // namespace kernel_builder_device_code
} // namespace
extern "C" void __sycl_register_lib(void const *images);
extern "C" void __sycl_unregister_lib(void const *images);
