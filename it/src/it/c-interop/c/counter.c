#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __EMSCRIPTEN__
#error "not for this target"
#endif
#if __has_include(<sys/epoll.h>)
#error "the host's headers are searched"
#endif

static int counter;

int next_value(void) { return ++counter; }

char *greeting(const char *name) {
    char *text = malloc(strlen(name) + 16);
    sprintf(text, "hello %s %d", name, next_value());
    return text;
}

void release(char *text) { free(text); }

void print_quotient(long long a, long long b) {
    printf("%lld by C\n", a / b);
    fflush(stdout);
}
