package dev.wasmmaven.sdk.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small SDK with the layout of a real one: a clang that is a script, and sysroots with a handful of files. */
public final class FakeSdk {

    private static final String CLANG = "#!/bin/sh\n"
            + "echo 'clang version 19.1.5-wasi-sdk (https://example.org/llvm 0123456789ab)'\n"
            + "echo 'Target: wasm32-unknown-wasi'\n";

    private String version;
    private String clang = CLANG;
    private final List<String> triples = new ArrayList<>();
    private int extraFiles;

    private FakeSdk(String version) {
        this.version = version;
    }

    public static FakeSdk version(String version) {
        FakeSdk sdk = new FakeSdk(version);
        sdk.triples.addAll(List.of("wasm32-wasip1", "wasm32-wasip1-threads", "wasm32-wasip2"));
        return sdk;
    }

    public FakeSdk withoutVersionFile() {
        this.version = "";
        return this;
    }

    public FakeSdk sysroots(String... names) {
        triples.clear();
        triples.addAll(List.of(names));
        return this;
    }

    public FakeSdk clang(String script) {
        this.clang = script;
        return this;
    }

    /** Files of a few bytes more, so that unpacking takes its time. */
    public FakeSdk files(int count) {
        this.extraFiles = count;
        return this;
    }

    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        if (!version.isEmpty()) {
            files.put("VERSION", version + "\nwasi-libc: 0123456789ab\nllvm: 0123456789ab\n");
        }
        files.put("bin/clang", clang);
        files.put("bin/clang++", clang);
        files.put("bin/llvm-ar", "#!/bin/sh\n");
        files.put("bin/wasm-ld", "#!/bin/sh\n");
        for (String triple : triples) {
            files.put("share/wasi-sysroot/include/" + triple + "/stdio.h", "int puts(const char *);\n");
            files.put("share/wasi-sysroot/lib/" + triple + "/libc.a", "!<arch>\n");
            files.put("share/wasi-sysroot/lib/" + triple + "/crt1-command.o", "\0asm");
        }
        for (int i = 0; i < extraFiles; i++) {
            files.put("share/misc/" + i % 40 + "/file" + i, "file " + i + "\n");
        }
        return files;
    }

    /** Writes it as a directory. */
    public Path writeTo(Path root) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            if (file.getKey().startsWith("bin/")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        return root;
    }

    /** Writes it as the archive of a release. */
    public Path archive(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                TestTar tar = new TestTar(out)) {
            tar.folder("wasi-sdk-test/");
            for (Map.Entry<String, String> entry : files().entrySet()) {
                tar.file(
                        "wasi-sdk-test/" + entry.getKey(),
                        entry.getValue(),
                        entry.getKey().startsWith("bin/") ? 0755 : 0644);
            }
            tar.symbolicLink("wasi-sdk-test/bin/wasm32-wasip1-clang", "clang");
        }
        return file;
    }

    public byte[] archiveBytes() throws IOException {
        Path file = Files.createTempFile("fake-sdk", ".tar.gz");
        try {
            return Files.readAllBytes(archive(file));
        } finally {
            Files.delete(file);
        }
    }
}
