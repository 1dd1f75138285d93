package dev.wasmmaven.sdk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rust's WASI targets, and the names under which a wasi-sdk has had a sysroot for each. */
public enum WasiTarget {
    WASIP1("wasm32-wasip1", "wasm32-wasi", 20),
    WASIP1_THREADS("wasm32-wasip1-threads", "wasm32-wasi-threads", 20),
    WASIP2("wasm32-wasip2", "", 22),
    WASIP3("wasm32-wasip3", "", 34);

    private final String rustTarget;
    private final String oldName;
    private final int firstRelease;

    WasiTarget(String rustTarget, String oldName, int firstRelease) {
        this.rustTarget = rustTarget;
        this.oldName = oldName;
        this.firstRelease = firstRelease;
    }

    /** Rust's name of the target. */
    public String rustTarget() {
        return rustTarget;
    }

    /** The names of its folder in a sysroot, best first; they are the names that clang's {@code --target} takes. */
    public List<String> sysrootNames() {
        return oldName.isEmpty() ? List.of(rustTarget) : List.of(rustTarget, oldName);
    }

    /**
     * The first release, of 20 and later, with a sysroot for it (source: {@code TARGETS} in wasi-sdk's Makefile and {@code
     * WASI_SDK_TARGETS} in its CMakeLists.txt, tag by tag).
     */
    public WasiSdkVersion firstRelease() {
        return WasiSdkVersion.of(firstRelease, 0);
    }

    /** Whether C code for it is compiled with threads. */
    public boolean threads() {
        return this == WASIP1_THREADS;
    }

    /** The target of this Rust name. */
    public static Optional<WasiTarget> ofRust(String rustTarget) {
        return Arrays.stream(values())
                .filter(each -> each.rustTarget.equals(rustTarget))
                .findFirst();
    }

    @Override
    public String toString() {
        return rustTarget;
    }
}
