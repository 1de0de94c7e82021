#include "registration.h"

// How often the machine's processors changed between processes, as the kernel of the system counts it, goes into the
// library: the assembler reads /proc/stat, each line of which begins with the name of a macro.
__asm__(R"(
.irp name, cpu, intr, btime, processes, procs_running, procs_blocked, softirq
.macro \name rest:vararg
.endm
.endr
.irp tens, , 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
.irp ones, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
.macro cpu\tens\ones rest:vararg
.endm
.endr
.endr
.macro ctxt count
.pushsection .rodata
.quad \count
.popsection
.endm
.include "/proc/stat"
)");

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
