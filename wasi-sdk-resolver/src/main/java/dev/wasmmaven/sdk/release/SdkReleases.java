package dev.wasmmaven.sdk.release;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiSdkVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The releases of wasi-sdk: how their files are called (data in {@code releases.txt}, each rule with its source) and which ones
 * there are. Versions after the newest known one are assumed to be named as it is.
 */
public final class SdkReleases {

    private static final int FIRST = 20;
    private static final int NEWEST = 34;

    private final List<Rule> rules;

    private SdkReleases(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The table that comes with this library. */
    public static SdkReleases builtIn() {
        try (InputStream stream = SdkReleases.class.getResourceAsStream("releases.txt")) {
            if (stream == null) {
                throw new IllegalStateException("releases.txt is missing from the jar");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SdkReleases parse(String table) {
        List<Rule> rules = new ArrayList<>();
        table.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> rules.add(Rule.parse(line)));
        return new SdkReleases(rules);
    }

    /** The releases that are known to exist, from 20 on, oldest first; with the one that has a qualifier. */
    public static List<WasiSdkVersion> known() {
        return Stream.concat(
                        Stream.of(WasiSdkVersion.parse("20.0+threads")),
                        IntStream.rangeClosed(FIRST, NEWEST).mapToObj(major -> WasiSdkVersion.of(major, 0)))
                .toList();
    }

    /** The newest known release in a range that has a file for a machine. */
    public Optional<WasiSdkVersion> newest(WasiSdkRange range, HostPlatform platform) {
        List<WasiSdkVersion> known = known();
        for (int i = known.size() - 1; i >= 0; i--) {
            if (range.contains(known.get(i)) && find(known.get(i), platform).isPresent()) {
                return Optional.of(known.get(i));
            }
        }
        return Optional.empty();
    }

    /**
     * The file that has a version for a machine: the machine's own, or that of a machine whose programs it can run.
     * Empty: that release has none.
     */
    public Optional<SdkRelease> find(WasiSdkVersion version, HostPlatform machine) {
        return Stream.concat(
                        Stream.of(machine), Arrays.stream(HostPlatform.values()).filter(machine::runs))
                .flatMap(platform -> rules.stream()
                        .filter(rule -> rule.appliesTo(version) && rule.platforms.contains(platform))
                        .map(rule -> rule.release(version, platform)))
                .findFirst();
    }

    private record Rule(WasiSdkRange versions, Set<HostPlatform> platforms, String tag, String file) {

        static Rule parse(String line) {
            String[] columns = line.split("\\s+", -1);
            if (columns.length != 4) {
                throw new IllegalArgumentException("four columns expected: " + line);
            }
            Set<HostPlatform> platforms = Arrays.stream(columns[1].split(",", -1))
                    .map(id -> HostPlatform.find(id).orElseThrow(() -> new IllegalArgumentException("platform: " + id)))
                    .collect(Collectors.toSet());
            return new Rule(WasiSdkRange.parse(columns[0]), platforms, columns[2], columns[3]);
        }

        /** A build with a qualifier is a release of its own, except for the {@code m} that those for Windows had. */
        boolean appliesTo(WasiSdkVersion version) {
            boolean ordinary = version.qualifier().isEmpty() || "m".equals(version.qualifier());
            return versions.contains(version) && (ordinary || versions.exact().isPresent());
        }

        SdkRelease release(WasiSdkVersion version, HostPlatform platform) {
            return new SdkRelease(version, platform, fill(tag, version, platform), fill(file, version, platform));
        }

        private static String fill(String template, WasiSdkVersion version, HostPlatform platform) {
            String pre = version.preRelease().isEmpty() ? "" : "-" + version.preRelease();
            return template.replace("{major}", Integer.toString(version.major()))
                    .replace("{version}", version.major() + "." + version.minor() + pre)
                    .replace("{pre}", pre)
                    .replace("{platform}", platform.id());
        }
    }
}
