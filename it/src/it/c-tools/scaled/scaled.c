#include <stdlib.h>

#ifndef __wasi__
#error compiled for another system
#endif
#ifndef HAVE_STRTOL
#error CMake has not found strtol
#endif

int scaled(const char *text) { return 2 * (int) strtol(text, 0, 10); }

int has_fork(void) {
#ifdef HAVE_FORK
    return 1;
#else
    return 0;
#endif
}
