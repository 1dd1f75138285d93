package dev.wasmmaven.toolkit.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes directories that look like a wasi-sdk from inside; their clang only says its version. */
public final class FakeSdks {

    private FakeSdks() {}

    /** One with sysroots for the targets of WASI 0.1 and 0.2. */
    public static Path in(Path root, String version) throws IOException {
        Files.createDirectories(root.resolve("bin"));
        Files.writeString(root.resolve("VERSION"), version + "\nwasi-libc: 0123456789ab\nllvm: 0123456789ab\n");
        for (String name : List.of("clang", "clang++", "llvm-ar", "wasm-ld")) {
            Path program = root.resolve("bin").resolve(name);
            Files.writeString(program, "#!/bin/sh\necho 'clang version 22.1.8'\n");
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("cannot be made executable: " + program);
            }
        }
        for (String target : List.of("wasm32-wasip1", "wasm32-wasip1-threads", "wasm32-wasip2")) {
            Path sysroot = root.resolve("share").resolve("wasi-sysroot");
            Path headers = Files.createDirectories(sysroot.resolve("include").resolve(target));
            Path libraries = Files.createDirectories(sysroot.resolve("lib").resolve(target));
            Files.writeString(headers.resolve("stdio.h"), "int puts(const char *);\n");
            Files.writeString(libraries.resolve("libc.a"), "!<arch>\n");
            Files.writeString(libraries.resolve("crt1-command.o"), "");
        }
        return root;
    }
}
