// Called by every basic block of what is compiled with LLVM's sanitizer coverage. In C, so that it does not count itself.
#include <stdint.h>

static uint64_t steps;

void __sanitizer_cov_trace_pc_guard_init(uint32_t *start, uint32_t *stop) {
    for (; start < stop; start++) *start = 1;
}

void __sanitizer_cov_trace_pc_guard(uint32_t *guard) {
    (void)guard;
    steps++;
}

uint64_t steps_so_far(void) {
    return steps;
}
