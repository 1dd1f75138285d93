package dev.wasmmaven.support.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheHomeTest {

    @TempDir
    Path home;

    @Test
    @DisplayName("each system's custom decides where caches are")
    void customs() {
        assertThat(CacheHome.of(Map.of(), home, "Linux")).isEqualTo(home.resolve(".cache/wasm-maven"));
        assertThat(CacheHome.of(Map.of(), home, "Mac OS X")).isEqualTo(home.resolve("Library/Caches/wasm-maven"));
        assertThat(CacheHome.of(Map.of(), home, "Windows 11")).isEqualTo(home.resolve("AppData/Local/wasm-maven"));
    }

    @Test
    @DisplayName("variables win; one that is empty or relative does not count")
    void variables() {
        Path other = home.resolve("other");
        assertThat(CacheHome.of(Map.of("XDG_CACHE_HOME", other.toString()), home, "Linux"))
                .isEqualTo(other.resolve("wasm-maven"));
        assertThat(CacheHome.of(Map.of("LOCALAPPDATA", other.toString()), home, "Windows 11"))
                .isEqualTo(other.resolve("wasm-maven"));
        assertThat(CacheHome.of(
                        Map.of("XDG_CACHE_HOME", home.toString(), "WASM_MAVEN_CACHE", other.toString()), home, "Linux"))
                .isEqualTo(other);
        assertThat(CacheHome.of(Map.of("XDG_CACHE_HOME", "relative", "WASM_MAVEN_CACHE", " "), home, "Linux"))
                .isEqualTo(home.resolve(".cache/wasm-maven"));
    }
}
