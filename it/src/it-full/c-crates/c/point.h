#include <stdint.h>

struct point {
    int32_t x;
    int32_t y;
    long wide;
    void *place;
};

int64_t point_dot(const struct point *a, const struct point *b);
