// Open files: positions, appending, sizes, several descriptors on one file.
#include "check.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void) {
    char buffer[64];
    struct stat status;
    int fd = open("data", O_CREAT | O_EXCL | O_RDWR, 0644);
    CHECK(write(fd, "0123456789", 10));
    CHECK(lseek(fd, 0, SEEK_CUR));
    CHECK(lseek(fd, -3, SEEK_END));
    CHECK(read(fd, buffer, sizeof buffer));
    printf("%.3s\n", buffer);
    CHECK(read(fd, buffer, sizeof buffer));
    CHECK(pread(fd, buffer, 4, 2));
    printf("%.4s\n", buffer);
    CHECK(pwrite(fd, "AB", 2, 12));
    CHECK(lseek(fd, 0, SEEK_CUR));
    CHECK(lseek(fd, -1, SEEK_SET));
    CHECK(lseek(fd, 100, SEEK_SET));
    CHECK(read(fd, buffer, 1));
    CHECK(fstat(fd, &status));
    printf("size %lld regular %d\n", (long long)status.st_size, S_ISREG(status.st_mode) != 0);
    struct iovec out[3] = {{"a", 1}, {"", 0}, {"bcd", 3}};
    lseek(fd, 0, SEEK_SET);
    CHECK(writev(fd, out, 3));
    char one[2] = {0}, two[8] = {0};
    struct iovec in[2] = {{one, 2}, {two, 7}};
    lseek(fd, 0, SEEK_SET);
    CHECK(readv(fd, in, 2));
    printf("%.2s %.7s\n", one, two);
    CHECK(ftruncate(fd, 5));
    CHECK(ftruncate(fd, 20));
    CHECK(ftruncate(fd, -1));
    CHECK(posix_fallocate(fd, 10, 30));
    CHECK(fstat(fd, &status));
    printf("size %lld\n", (long long)status.st_size);
    CHECK(posix_fadvise(fd, 0, 0, POSIX_FADV_WILLNEED));
    CHECK(fsync(fd));
    CHECK(fdatasync(fd));

    int appending = open("data", O_WRONLY | O_APPEND);
    CHECK(lseek(appending, 0, SEEK_SET));
    CHECK(write(appending, "end", 3));
    CHECK(lseek(appending, 0, SEEK_CUR));
    CHECK((fcntl(appending, F_GETFL) & O_APPEND) != 0);
    CHECK(read(appending, buffer, 1));
    CHECK(fcntl(appending, F_SETFL, 0));
    CHECK(lseek(appending, 0, SEEK_SET));
    CHECK(write(appending, "X", 1));
    CHECK(close(appending));
    CHECK(close(appending));
    CHECK(write(appending, "x", 1));

    int reading = open("data", O_RDONLY);
    CHECK(write(reading, "x", 1));
    CHECK(ftruncate(reading, 0));
    CHECK(pread(reading, buffer, 1, 0));
    printf("%.1s\n", buffer);
    CHECK(open("data", O_RDWR | O_TRUNC) >= 0);
    CHECK(fstat(reading, &status));
    printf("size %lld\n", (long long)status.st_size);
    CHECK(unlink("data"));
    CHECK(write(fd, "after", 5));
    CHECK(fstat(fd, &status));
    printf("size %lld links %d\n", (long long)status.st_size, (int)status.st_nlink);
    CHECK(open("data", O_RDONLY));
    CHECK(open("synchronous", O_CREAT | O_WRONLY | O_SYNC, 0644) >= 0);
    return 3;
}
