package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.fingerprint.ToolchainIdentity;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.ToolLocator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What tells one build from another before anything is started: parameters, environment, the tools that would be found.
 *
 * @param slot the same for builds that replace each other's outputs; names the file to remember in
 * @param digest of everything
 * @param tools cargo, rustc and rustup, as they would be started
 */
record BuildKey(String slot, Digest digest, List<Path> tools) {

    private static final int SLOT_LENGTH = 16;

    /** Variables that cargo, rustc, C compilers for build scripts, and their usual helpers read. */
    private static final Pattern WATCHED = Pattern.compile(
            "(CARGO|RUST|CC|CXX|AR|RANLIB|NM|LD|CFLAGS|CPPFLAGS|HOST_|TARGET_|WASI|PKG_CONFIG"
                    + "|SOURCE_DATE_EPOCH|LLVM|CLANG|LIBCLANG|BINDGEN|CMAKE|CRATE_CC|SDKROOT|MACOSX_DEPLOYMENT_TARGET).*");

    /** How messages look, which we decide ourselves. */
    private static final Pattern UNWATCHED = Pattern.compile("RUST_BACKTRACE|CARGO_TERM_.*|RUSTUP_TERM_.*|RUST_LOG");

    static BuildKey of(BuildRequest request, Path crate, HostSystem system) {
        ToolLocator locator = new ToolLocator(system);
        List<Path> tools = new ArrayList<>();
        Path cargo = locator.cargo(request.cargo());
        tools.add(cargo);
        tools.add(locator.rustc(cargo));
        locator.rustup(cargo).ifPresent(tools::add);

        List<Object> slot = List.of(
                crate,
                request.target(),
                request.toolchain(),
                request.profile(),
                request.packages(),
                request.select(),
                request.targetDirectory());
        TreeMap<String, String> variables = new TreeMap<>();
        system.environment().forEach((name, value) -> {
            if (WATCHED.matcher(name).matches() && !UNWATCHED.matcher(name).matches()) {
                variables.put(name, value);
            }
        });
        variables.putAll(request.env());
        List<Object> all = List.of(
                slot,
                request.features(),
                request.allFeatures(),
                request.noDefaultFeatures(),
                request.locked(),
                request.std(),
                request.cargoArguments(),
                request.interop(),
                request.sdk().identity(),
                request.provenance(),
                request.extraInputs().stream().sorted().toList(),
                variables,
                tools);
        return new BuildKey(
                Digest.sha256(slot.toString()).hex().substring(0, SLOT_LENGTH), Digest.sha256(all.toString()), tools);
    }

    /** The identity of the toolchain in a sysroot, together with the executables that lead to it. */
    Digest toolchain(Path sysroot, String target) throws IOException {
        return ToolchainIdentity.of(sysroot, target, tools);
    }
}
