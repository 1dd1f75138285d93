package dev.wasmmaven.sdk.source;

import java.nio.file.Path;
import java.util.List;

/** The SDKs that a machine's toolchain registry lists, as Maven's {@code toolchains.xml} does under the type {@code wasi-sdk}. */
@FunctionalInterface
public interface ToolchainDirectories {

    /** The SDKs' directories, in the registry's order. */
    List<Path> directories();
}
