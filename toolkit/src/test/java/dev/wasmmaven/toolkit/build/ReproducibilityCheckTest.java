package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibilityCheckTest {

    @TempDir
    Path temp;

    private ReproducibilityCheck.Outcome check(TestCrate crate) {
        BuildRequest request = BuildRequest.builder(crate.directory())
                .offline(true)
                .provenance(new BuildRequest.Provenance(true, Optional.of(Instant.EPOCH), true, "tests 1"))
                .build();
        return new ReproducibilityCheck().check(request, scratch(crate), new RecordingListener());
    }

    /** Where the goal has it: below the crate, whose files are copied into it. */
    private static Path scratch(TestCrate crate) {
        return crate.file("target/wasm-reproducible");
    }

    @Test
    @DisplayName("a plain crate gives the same bytes, in its own debug information too, and nothing is left behind")
    void same() throws IOException {
        TestCrate crate = TestCrate.hello(temp.resolve("crate"));
        ReproducibilityCheck.Outcome outcome = check(crate);
        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.reproducible()).isTrue();
        assertThat(outcome.files()).isEqualTo(1);
        assertThat(scratch(crate)).doesNotExist();
    }

    @Test
    @DisplayName("a crate that writes where it was built is found out, with the section and the path")
    void different() throws IOException {
        TestCrate crate = TestCrate.in(temp.resolve("crate"), "telling")
                .with("build.rs", "fn main() {}\n")
                .with("src/main.rs", "fn main() { println!(\"{}\", env!(\"OUT_DIR\")); }\n");
        ReproducibilityCheck.Outcome outcome = check(crate);
        assertThat(outcome.reproducible()).isFalse();
        List<String> differences = outcome.differences().get("telling.wasm");
        assertThat(differences)
                .anySatisfy(line -> assertThat(line).startsWith("data").contains("wasm-reproducible"));
        assertThat(outcome.kept()).contains(scratch(crate));
        assertThat(Files.isDirectory(scratch(crate).resolve("first"))).isTrue();
    }

    @Test
    @DisplayName("a dependency outside of the workspace makes the builds differ, and is named")
    void outside() throws IOException {
        TestCrate.in(temp.resolve("beside"), "beside").with("src/lib.rs", "pub fn f() -> usize { 1 }\n");
        TestCrate crate = TestCrate.in(
                        temp.resolve("crate"), "telling", "[dependencies]", "beside = { path = \"../beside\" }")
                .with("src/main.rs", "fn main() { println!(\"{}\", beside::f()); }\n");
        ReproducibilityCheck.Outcome outcome = check(crate);
        assertThat(outcome.reproducible()).isFalse();
        assertThat(outcome.outside()).containsExactly(temp.resolve("beside").toRealPath());
    }
}
