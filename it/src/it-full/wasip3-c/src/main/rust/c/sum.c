#include <stdio.h>
#include <stdlib.h>

int sum(int a, int b) {
    char *text = malloc(16);
    snprintf(text, 16, "%d", a + b);
    int result = atoi(text);
    free(text);
    return result;
}
