package dev.wasmmaven.plugin.sdk;

import dev.wasmmaven.sdk.source.ToolchainDirectories;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.apache.maven.toolchain.model.ToolchainModel;

/**
 * The SDKs of {@code toolchains.xml}: first the one that maven-toolchains-plugin has selected for the build, then all of the type in
 * the file's order. The file is read from the request, since the manager knows the type only in a build with {@code <extensions>}.
 */
final class MavenToolchains implements ToolchainDirectories {

    private final ToolchainManager manager;
    private final MavenSession session;

    MavenToolchains(ToolchainManager manager, MavenSession session) {
        this.manager = manager;
        this.session = session;
    }

    @Override
    public List<Path> directories() {
        List<Path> directories = new ArrayList<>();
        selected().flatMap(MavenToolchains::path).ifPresent(directories::add);
        Map<String, List<ToolchainModel>> all = session.getRequest().getToolchains();
        if (all != null) {
            all.getOrDefault(WasiSdkToolchain.TYPE, List.of()).stream()
                    .flatMap(model -> WasiSdkToolchain.path(model).stream())
                    .flatMap(text -> path(text).stream())
                    .filter(path -> !directories.contains(path))
                    .forEach(directories::add);
        }
        return List.copyOf(directories);
    }

    private Optional<String> selected() {
        if (session.getCurrentProject() == null) {
            return Optional.empty();
        }
        Toolchain toolchain = manager.getToolchainFromBuildContext(WasiSdkToolchain.TYPE, session);
        return Optional.ofNullable(toolchain).map(chosen -> chosen.findTool(WasiSdkToolchain.ROOT));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
