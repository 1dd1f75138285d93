package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.cache.FolderCache;

/** The groups of folders that builds share below {@link HostSystem#cacheHome}, in a {@link FolderCache}. */
public enum CacheFolder {
    /** Sources of the crate libc. */
    LIBC("libc", "sources of libc"),
    /** Copies of the standard library's sources with another libc. */
    STD("std", "patched standard libraries"),
    /** The C library and start code, and nothing else. */
    C_LIBRARY("c-library", "C libraries"),
    /** C++ libraries, and nothing else. */
    CXX("cxx", "C++ libraries"),
    /** Toolchain files for CMake. */
    CMAKE("cmake", "toolchain files for CMake"),
    /** What makes the start of a JVM for tests faster. */
    TEST_JVM("test-jvm", "archives of classes for tests' JVMs");

    private final String group;
    private final String content;

    CacheFolder(String group, String content) {
        this.group = group;
        this.content = content;
    }

    /** The group's name, the first part of its keys. */
    public String group() {
        return group;
    }

    /** What is in it, in the plural. */
    public String content() {
        return content;
    }

    /** The key of a folder in this group. */
    public String key(String name) {
        return group + "/" + name;
    }
}
