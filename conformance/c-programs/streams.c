// The C library's streams on top of descriptors, and standard input.
#include "check.h"
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void at_exit(void) { printf("exit handler\n"); }

int main(int argc, char **argv) {
    atexit(at_exit);
    for (int i = 1; i < argc; i++) printf("argument %d: %s\n", i, argv[i]);
    printf("variable: %s, other: %d\n", getenv("GREETING"), getenv("PATH") != NULL);

    FILE *file = fopen("text", "w+");
    for (int i = 0; i < 5000; i++) fprintf(file, "%d %s %.3f\n", i, "line", i / 7.0);
    CHECK(ftell(file));
    CHECK(fseek(file, -20, SEEK_END));
    char line[100];
    while (fgets(line, sizeof line, file)) fputs(line, stdout);
    CHECK(fflush(file));
    CHECK(fclose(file));
    CHECK(fopen("text", "wx") == NULL ? -1 : 0);
    file = fopen("text", "a");
    fputs("appended\n", file);
    fclose(file);
    CHECK(rename("text", "renamed"));
    CHECK(remove("text"));

    struct pollfd event = {0, POLLIN, 0};
    CHECK(poll(&event, 1, 5000));
    fd_set set;
    FD_ZERO(&set);
    FD_SET(0, &set);
    struct timeval patience = {5, 0};
    CHECK(select(1, &set, NULL, NULL, &patience));
    int lines = 0, bytes = 0;
    while (fgets(line, sizeof line, stdin)) lines++, bytes += strlen(line);
    printf("input: %d lines, %d bytes, end %d\n", lines, bytes, feof(stdin) != 0);
    CHECK(isatty(1));

    struct timespec before, after, pause = {0, 5000000};
    clock_gettime(CLOCK_MONOTONIC, &before);
    CHECK(nanosleep(&pause, NULL));
    clock_gettime(CLOCK_MONOTONIC, &after);
    long long passed = (after.tv_sec - before.tv_sec) * 1000000000LL + after.tv_nsec - before.tv_nsec;
    printf("slept long enough: %d\n", passed >= 5000000);
    printf("after 2024: %d\n", time(NULL) > 1704067200);
    struct tm *date = gmtime(&(time_t){951827696});
    strftime(line, sizeof line, "%Y-%m-%d %H:%M:%S", date);
    puts(line);
    struct timespec times[2] = {{1000, 5}, {2000, 7}};
    CHECK(utimensat(AT_FDCWD, "renamed", times, 0));
    struct stat status;
    CHECK(stat("renamed", &status));
    printf("%lld %ld\n", (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
    fprintf(stderr, "to standard error\n");
    exit(41);
}
