package dev.wasmmaven.sdk.cache;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The file in an entry's folder that says what it is. */
final class EntryNote {

    static final String SDK = "sdk";
    static final String LAST_USED = "last-used";
    private static final String NOTE = "entry.properties";

    private EntryNote() {}

    static void write(Path folder, SdkCache.Key key, Digest digest, String origin, SdkCache.Content content)
            throws IOException {
        Map<String, String> values = new TreeMap<>(Map.of(
                "version", key.version().toString(),
                "platform", key.platform().id(),
                "digest", digest.toString(),
                "origin", origin.replace("\\", "/").replaceAll("\\s", "%20"),
                "files", Long.toString(content.files()),
                "bytes", Long.toString(content.bytes())));
        String text = values.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve(NOTE), text);
        Files.createFile(folder.resolve(LAST_USED));
    }

    /** Reads an entry; empty: the folder is none, or one of another version of this library. */
    static Optional<CacheEntry> read(Path folder) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(NOTE))) {
            values.load(reader);
            if (!Files.isDirectory(folder.resolve(SDK))) {
                return Optional.empty();
            }
            Path used = folder.resolve(LAST_USED);
            Instant lastUsed =
                    Files.exists(used) ? Files.getLastModifiedTime(used).toInstant() : Instant.EPOCH;
            return HostPlatform.find(values.getProperty("platform", ""))
                    .map(platform -> new CacheEntry(
                            folder,
                            WasiSdkVersion.parse(values.getProperty("version", "")),
                            platform,
                            Digest.parse(values.getProperty("digest", "")),
                            values.getProperty("origin", ""),
                            Long.parseLong(values.getProperty("files", "0")),
                            Long.parseLong(values.getProperty("bytes", "0")),
                            lastUsed));
        } catch (IOException | IllegalArgumentException | WasiSdkVersion.InvalidVersionException e) {
            return Optional.empty();
        }
    }
}
