// Compiles only if each flag of build.toml arrives as it is.
#include <string_view>

constexpr int pair[] = PAIR;
static_assert(HALF * TIMES == 42 && pair[0] + pair[1] == 42);
static_assert(std::string_view(TEXT) == "$HOME `#\n");
static_assert(__cplusplus == 202002L);

extern "C" int inner(void);
int answer() { return inner(); }
