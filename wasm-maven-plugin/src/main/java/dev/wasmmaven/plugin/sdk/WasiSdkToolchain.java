package dev.wasmmaven.plugin.sdk;

import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiSdkVersion;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.toolchain.ToolchainPrivate;
import org.apache.maven.toolchain.model.ToolchainModel;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** An entry of type {@code wasi-sdk} in {@code toolchains.xml}: {@code <configuration><path>…</path></configuration>}. */
final class WasiSdkToolchain implements ToolchainPrivate {

    static final String TYPE = "wasi-sdk";

    /** What {@link #findTool} takes to give the SDK's directory. */
    static final String ROOT = "wasi-sdk";

    private final ToolchainModel model;
    private final String path;

    WasiSdkToolchain(ToolchainModel model, String path) {
        this.model = model;
        this.path = path;
    }

    /** The directory that an entry names. */
    static Optional<String> path(ToolchainModel model) {
        return Optional.ofNullable(model.getConfiguration())
                .filter(Xpp3Dom.class::isInstance)
                .map(configuration -> ((Xpp3Dom) configuration).getChild("path"))
                .map(Xpp3Dom::getValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    @Override
    public String getType() {
        return TYPE;
    }

    /** The SDK's directory, or a program in its {@code bin}. */
    @Override
    public @Nullable String findTool(String toolName) {
        if (ROOT.equals(toolName)) {
            return path;
        }
        for (String name : new String[] {toolName, toolName + ".exe"}) {
            File program = new File(new File(path, "bin"), name);
            if (program.isFile()) {
                return program.getPath();
            }
        }
        return null;
    }

    /** Whether the entry's {@code <provides>} has each required value; a required version may be a range, {@code [22,34]}. */
    @Override
    public boolean matchesRequirements(Map<String, String> requirements) {
        return requirements.entrySet().stream()
                .allMatch(each -> matches(
                        each.getKey(), each.getValue(), model.getProvides().getProperty(each.getKey())));
    }

    private static boolean matches(String key, String required, @Nullable String provided) {
        if (provided == null) {
            return false;
        }
        if (required.equals(provided) || !"version".equals(key)) {
            return required.equals(provided);
        }
        try {
            WasiSdkRange range = WasiSdkRange.parse(required);
            return WasiSdkVersion.find(provided).map(range::contains).orElse(false);
        } catch (WasiSdkVersion.InvalidVersionException e) {
            return false;
        }
    }

    @Override
    public ToolchainModel getModel() {
        return model;
    }

    @Override
    public String toString() {
        return TYPE + "[" + path + "]";
    }
}
