package dev.wasmmaven.plugin.sdk;

import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.toolchain.MisconfiguredToolchainException;
import org.apache.maven.toolchain.ToolchainFactory;
import org.apache.maven.toolchain.ToolchainPrivate;
import org.apache.maven.toolchain.model.ToolchainModel;
import org.jspecify.annotations.Nullable;

/** Makes Maven know the toolchain type {@code wasi-sdk}, so that maven-toolchains-plugin can select one ({@code <extensions>}). */
@Named(WasiSdkToolchain.TYPE)
@Singleton
public final class WasiSdkToolchainFactory implements ToolchainFactory {

    @Override
    public ToolchainPrivate createToolchain(ToolchainModel model) throws MisconfiguredToolchainException {
        return WasiSdkToolchain.path(model)
                .map(path -> new WasiSdkToolchain(model, path))
                .orElseThrow(() -> new MisconfiguredToolchainException(
                        "the toolchain of type wasi-sdk has no <configuration><path>"));
    }

    @Override
    public @Nullable ToolchainPrivate createDefaultToolchain() {
        return null;
    }
}
