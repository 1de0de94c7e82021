// Each op uses one part of the C++ library that needs newer symbols when it is linked on a newer system.
#include <ATen/core/Tensor.h>
#include <torch/library.h>

#include <sys/stat.h>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory_resource>
#include <mutex>
#include <random>
#include <regex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "registration.h"

namespace {

std::string sorted_words(std::string const &text) {
  std::regex const word("[a-z]+");
  std::vector<std::string> words(std::sregex_token_iterator(text.begin(), text.end(), word), {});
  std::sort(words.begin(), words.end());
  std::ostringstream joined;
  for (auto const &each : words) {
    joined << each << ';';
  }
  return joined.str();
}

// Torch's library throws the exception, and this library catches it by its type.
std::string caught(at::Tensor const &tensor) {
  try {
    tensor.sum(7);
  } catch (c10::IndexError const &error) {
    return "IndexError";
  } catch (std::exception const &error) {
    return error.what();
  }
  return "nothing";
}

// This library throws the exception; Torch catches it and raises a RuntimeError in Python.
void throws(std::string const &text) { throw std::runtime_error("cpp-runtime says " + text); }

int64_t waited() {
  std::mutex mutex;
  std::condition_variable condition;
  bool done = false;
  std::thread other([&] {
    std::lock_guard<std::mutex> const lock(mutex);
    done = true;
    condition.notify_one();
  });
  std::unique_lock<std::mutex> lock(mutex);
  bool const seen = condition.wait_for(lock, std::chrono::seconds(10), [&] { return done; });
  lock.unlock();
  other.join();
  return seen ? 1 : 0;
}

int64_t size_of_file(std::string const &path) {
  struct stat status;
  return ::stat(path.c_str(), &status) == 0 && std::filesystem::exists(path) ? int64_t(status.st_size) : -1;
}

std::string shortest(double value) {
  char text[64];
  auto const end = std::to_chars(text, text + sizeof text, value).ptr;
  std::random_device device;
  std::pmr::vector<unsigned> pool{device(), device()};
  return pool.size() == 2 ? std::string(text, end) : "";
}

} // namespace

TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) {
  ops.def("sorted_words(str text) -> str", &sorted_words);
  ops.def("caught(Tensor tensor) -> str", &caught);
  ops.def("throws(str text) -> ()", &throws);
  ops.def("waited() -> int", &waited);
  ops.def("size_of_file(str path) -> int", &size_of_file);
  ops.def("shortest(float value) -> str", &shortest);
}

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
