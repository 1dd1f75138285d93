package dev.wasmmaven.toolkit.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.ResolvedSdk;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.SdkRequest.Trust;
import dev.wasmmaven.sdk.SdkRequest.Use;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.sdk.resolve.SurveyLine;
import dev.wasmmaven.sdk.transfer.TransferException;
import dev.wasmmaven.sdk.transfer.Transport;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.sdk.SdkNeed.RustLibc;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where a project's settings lead; the search itself is tested in the resolver. */
@DisabledOnOs(OS.WINDOWS)
class SdkFinderTest {

    @TempDir
    Path temp;

    private final Map<String, String> variables = new HashMap<>(Map.of("PATH", "/nonexistent"));
    private final List<URI> asked = new ArrayList<>();
    private final CommandRunner runner = CommandRunner.withEnvironment(System.getenv());
    private List<Path> toolchains = List.of();
    private Path archive;

    @BeforeEach
    void archive() throws IOException {
        Path root = FakeSdks.in(temp.resolve("made").resolve("wasi-sdk-34.0"), "34.0");
        archive = temp.resolve("wasi-sdk-34.0-" + HostPlatform.require() + ".tar.gz");
        assertThat(runner.run(Command.of(List.of(
                                "tar",
                                "czf",
                                archive.toString(),
                                "-C",
                                root.getParent().toString(),
                                "wasi-sdk-34.0")))
                        .succeeded())
                .isTrue();
    }

    /** Has the one archive at every address that names it. */
    private Transport transport() {
        return (request, progress) -> {
            asked.add(request.address());
            if (!request.address().getPath().endsWith(archive.getFileName().toString())) {
                throw TransferException.status(request.address(), 404);
            }
            try {
                progress.started(0, OptionalLong.of(Files.size(archive)), Optional.empty());
                Files.copy(archive, request.file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private SdkFinder finder(SdkChoice choice, Trust trust, boolean offline) {
        SdkSettings settings = new SdkSettings(
                choice,
                Optional.of(temp.resolve("cache")),
                Optional.of(temp.resolve("wasm-toolchain.lock")),
                trust,
                offline);
        return new SdkFinder(settings, new SdkAccess(transport(), any -> Optional.empty(), () -> toolchains));
    }

    private SdkFinder finder(SdkChoice choice) {
        return finder(choice, Trust.ON_FIRST_USE, false);
    }

    private HostSystem system() {
        return new HostSystem(variables, temp, false);
    }

    private static SdkNeed need(boolean mayDownload) {
        return new SdkNeed(WasiTarget.WASIP1, Use.COMPILE, WasiSdkRange.parse("[20,)"), RustLibc.NONE, mayDownload);
    }

    private ResolvedSdk find(SdkFinder finder) {
        return finder.find(need(true), system(), runner, SdkListener.SILENT);
    }

    private SdkException failure(SdkFinder finder) {
        return catchThrowableOfType(SdkException.class, () -> find(finder));
    }

    private static SdkChoice release(String versions) {
        return new SdkChoice.Release(WasiSdkRange.parse(versions));
    }

    @Test
    @DisplayName("a release is downloaded once from the mirror that is configured, and then found in the cache")
    void downloads() {
        SdkChoice choice = new SdkChoice.Address(
                "https://mirror.example/sdk", Optional.of(WasiSdkRange.parse("34")), Optional.empty());
        assertThat(find(finder(choice)).source()).isEqualTo("release");
        assertThat(find(finder(choice)).source()).isEqualTo("cache");
        assertThat(asked).hasSize(1).first().asString().startsWith("https://mirror.example/sdk/");
    }

    @Test
    @DisplayName("nothing is downloaded for a need that may not, offline, or where only pinned archives may be used")
    void noDownload() {
        SdkFinder usual = finder(new SdkChoice.OnMachine());
        assertThat(catchThrowableOfType(
                                SdkException.class, () -> usual.find(need(false), system(), runner, SdkListener.SILENT))
                        .diagnosticId())
                .isEqualTo(DiagnosticId.SDK_NOT_FOUND);
        assertThat(failure(finder(release("34"), Trust.ON_FIRST_USE, true)).diagnosticId())
                .isEqualTo(DiagnosticId.SDK_OFFLINE);
        assertThat(failure(finder(release("34"), Trust.PINNED_ONLY, false)).diagnosticId())
                .isEqualTo(DiagnosticId.SDK_NOT_PINNED);
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("WASI_SDK_PATH comes before toolchains, and both lose with a reason if the version is another one")
    void order() throws IOException {
        Path variable = FakeSdks.in(temp.resolve("variable"), "33.0");
        toolchains = List.of(FakeSdks.in(temp.resolve("toolchain"), "34.0"));
        variables.put("WASI_SDK_PATH", variable.toString());
        assertThat(find(finder(new SdkChoice.OnMachine())).layout().root()).contains(variable);

        List<SurveyLine> survey = finder(release("34")).survey(need(true), system(), runner);
        assertThat(survey.get(0).state()).isEqualTo(SurveyLine.State.REJECTED);
        assertThat(survey.get(0).text()).contains("33.0");
        assertThat(survey.get(1).state()).isEqualTo(SurveyLine.State.CHOSEN);
        assertThat(survey.get(1).layout().orElseThrow().root()).contains(toolchains.get(0));
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("a directory, and the system's packages, are the only place that is asked")
    void onlyPlace() throws IOException {
        Path one = FakeSdks.in(temp.resolve("one"), "34.0");
        variables.put(
                "WASI_SDK_PATH", FakeSdks.in(temp.resolve("other"), "34.0").toString());
        assertThat(find(finder(new SdkChoice.Directory(one))).layout().root()).contains(one);
        assertThat(failure(finder(new SdkChoice.Directory(temp.resolve("gone"))))
                        .diagnosticId())
                .isEqualTo(DiagnosticId.SDK_UNUSABLE);
        // There is no clang on this PATH.
        assertThat(failure(finder(new SdkChoice.SystemPackages()))).hasMessageNotContaining("other");
    }

    @Test
    @DisplayName("what the Rust toolchain cannot work with is refused before anything is looked for")
    void rangeOfNeed() {
        SdkNeed third = new SdkNeed(WasiTarget.WASIP3, Use.LINK, WasiSdkRange.parse("[34,)"), RustLibc.NONE, true);
        SdkException failure = catchThrowableOfType(
                SdkException.class, () -> finder(release("22")).find(third, system(), runner, SdkListener.SILENT));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_UNUSABLE);
        assertThat(failure).hasMessageContaining("22").hasMessageContaining("wasm32-wasip3");
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("a configured digest is insisted on, and is for one version only")
    void digest() throws IOException {
        Digest wrong = Digest.sha256("another");
        SdkChoice pinned = new SdkChoice.Address(archive.toUri().toString(), Optional.empty(), Optional.of(wrong));
        assertThat(failure(finder(pinned)).diagnosticId()).isEqualTo(DiagnosticId.SDK_DIGEST_MISMATCH);
        SdkChoice right = new SdkChoice.Address(
                archive.toUri().toString(), Optional.empty(), Optional.of(Digest.sha256(archive)));
        assertThat(find(finder(right, Trust.PINNED_ONLY, false)).digest()).contains(Digest.sha256(archive));
        SdkChoice range = new SdkChoice.Address(
                "https://mirror.example/sdk", Optional.of(WasiSdkRange.parse("[22,34]")), Optional.of(wrong));
        assertThat(failure(finder(range)).diagnosticId()).isEqualTo(DiagnosticId.CONFIGURATION_INVALID);
    }

    @Test
    @DisplayName(
            "without an artifact repository an artifact cannot be had, and the message says what else can be configured")
    void artifacts() {
        SdkChoice choice =
                new SdkChoice.Artifact("org.example", "wasi-sdk", WasiSdkRange.parse("34"), Optional.empty());
        SdkException failure = failure(finder(choice));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.CONFIGURATION_INVALID);
        assertThat(failure).hasMessageContaining("org.example:wasi-sdk");
    }

    @Test
    @DisplayName("the identity is another one with another choice, lock file or list of toolchains")
    void identity() throws IOException {
        SdkFinder finder = finder(release("34"));
        String before = finder.identity();
        assertThat(finder(release("[22,34]")).identity()).isNotEqualTo(before);
        Files.writeString(
                temp.resolve("wasm-toolchain.lock"),
                "version = 1\n[[wasi-sdk]]\nversion = \"34.0\"\nplatform = \"x86_64-linux\"\nfile = \"wasi-sdk-34.0-x86_64-linux.tar.gz\"\ndigest = \""
                        + Digest.sha256("x") + "\"\n");
        assertThat(finder.identity()).isNotEqualTo(before);
        Files.delete(temp.resolve("wasm-toolchain.lock"));
        assertThat(finder.identity()).isEqualTo(before);
        toolchains = List.of(temp);
        assertThat(finder.identity()).isNotEqualTo(before);
    }
}
