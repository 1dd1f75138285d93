// Directories: order does not matter, so names are sorted; reading goes on while entries are removed.
#include "check.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int by_name(const void *a, const void *b) { return strcmp(*(char **)a, *(char **)b); }

static void list(const char *path) {
    DIR *directory = opendir(path);
    char *names[2000];
    int count = 0;
    for (struct dirent *entry; (entry = readdir(directory)) && count < 2000;) {
        char kind = entry->d_type == DT_DIR ? '/' : entry->d_type == DT_LNK ? '@' : ' ';
        names[count] = malloc(strlen(entry->d_name) + 2);
        sprintf(names[count++], "%s%c", entry->d_name, kind);
    }
    closedir(directory);
    qsort(names, count, sizeof *names, by_name);
    printf("%s:", path);
    for (int i = 0; i < count; i++) printf(" %s", names[i]);
    printf("\n");
}

int main(void) {
    char name[300], target[10];
    CHECK(mkdir("d", 0755));
    CHECK(mkdir("d", 0755));
    CHECK(mkdir("no/d", 0755));
    CHECK(mkdir("d/e/", 0755));
    CHECK(close(open("d/f", O_CREAT | O_WRONLY, 0644)));
    CHECK(symlink("f", "d/link"));
    CHECK(symlink("none", "d/dangling"));
    CHECK(symlink("loop", "d/loop"));
    CHECK(symlink("x", "d/link"));
    CHECK(readlink("d/link", target, sizeof target));
    CHECK(readlink("d/dangling", target, 2));
    CHECK(readlink("d/f", target, 2));
    CHECK(open("d/loop", O_RDONLY));
    CHECK(open("d/link", O_RDONLY | O_NOFOLLOW));
    CHECK(open("d/dangling", O_RDONLY));
    CHECK(open("d/f/x", O_RDONLY));
    CHECK(open("d", O_WRONLY));
    CHECK(open("d/f", O_RDONLY | O_DIRECTORY));
    CHECK(link("d/f", "d/hard"));
    CHECK(link("d/f", "d/hard"));
    CHECK(link("d/none", "d/hard2"));
    list("d");
    CHECK(rename("d/hard", "d/e/moved"));
    CHECK(rename("d/f", "d/e"));
    CHECK(rename("d/e", "d/f"));
    CHECK(rename("d/none", "d/x"));
    CHECK(rename("d", "d/e/below"));
    CHECK(rename("d/e/moved", "d/f"));
    list("d/e");
    CHECK(rmdir("d"));
    CHECK(rmdir("d/f"));
    CHECK(unlink("d/e"));
    CHECK(unlink("d/none"));
    CHECK(rmdir("d/e"));
    memset(name, 'n', 256);
    name[256] = 0;
    CHECK(open(name, O_CREAT | O_WRONLY, 0644));
    CHECK(mkdir(name, 0755));

    int base = open("d", O_RDONLY | O_DIRECTORY);
    CHECK(mkdirat(base, "at", 0755));
    CHECK(faccessat(base, "at", F_OK, 0));
    CHECK(unlinkat(base, "at", AT_REMOVEDIR));
    CHECK(unlinkat(base, "at", AT_REMOVEDIR));
    CHECK(openat(base, "f", O_RDONLY) >= 0);

    CHECK(mkdir("many", 0755));
    for (int i = 0; i < 700; i++) {
        sprintf(name, "many/entry-with-a-name-of-some-length-%04d", i);
        close(open(name, O_CREAT | O_WRONLY, 0644));
    }
    int removed = 0;
    DIR *many = opendir("many");
    for (struct dirent *entry; (entry = readdir(many));) {
        if (entry->d_name[0] == 'e') {
            sprintf(name, "many/%s", entry->d_name);
            removed += unlink(name) == 0;
        }
    }
    printf("removed while reading: %d\n", removed);
    rewinddir(many);
    int left = 0;
    while (readdir(many)) left++;
    closedir(many);
    printf("left: %d\n", left);
    CHECK(rmdir("many"));
    CHECK(opendir("many") == NULL ? -1 : 0);
    return 0;
}
