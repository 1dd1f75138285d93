#include <stdio.h>

int rust_sum(const int *numbers, unsigned long count);

int main(void) {
    int numbers[] = {1, 2, 3};
    int sum = rust_sum(numbers, 3);
    printf("C has %d\n", sum);
    return sum;
}
