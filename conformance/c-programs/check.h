// What all programs share: results as lines, errors by their names, which are the same on every system.
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char *error_name(int error) {
    switch (error) {
        case 0: return "ok";
        case EACCES: return "EACCES";
        case EBADF: return "EBADF";
        case EEXIST: return "EEXIST";
        case EINVAL: return "EINVAL";
        case EISDIR: return "EISDIR";
        case ELOOP: return "ELOOP";
        case ENAMETOOLONG: return "ENAMETOOLONG";
        case ENOENT: return "ENOENT";
        case ENOTDIR: return "ENOTDIR";
        case ENOTEMPTY: return "ENOTEMPTY";
        case EPERM: return "EPERM";
        case ESPIPE: return "ESPIPE";
        case EFBIG: return "EFBIG";
        case EXDEV: return "EXDEV";
        case ENOTTY: return "ENOTTY";
        default: return strerror(error);
    }
}

// Prints a call's result, or the error that it failed with.
#define CHECK(call)                                                        \
    do {                                                                   \
        errno = 0;                                                         \
        long long result = (long long)(call);                              \
        if (result < 0) printf("%s: %s\n", #call, error_name(errno));      \
        else printf("%s: %lld\n", #call, result);                          \
    } while (0)
