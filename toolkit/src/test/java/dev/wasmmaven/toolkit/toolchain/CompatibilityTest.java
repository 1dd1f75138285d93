package dev.wasmmaven.toolkit.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Broken;
import dev.wasmmaven.toolkit.toolchain.Compatibility.CLibrary;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {

    private static Row find(String target, String version, String date) {
        return Compatibility.builtIn()
                .find(
                        target,
                        RustVersion.parse(version).orElseThrow(),
                        Optional.ofNullable(date).map(LocalDate::parse))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "1.92.0-nightly, 2025-10-09, LENT, false, 3",
        "1.95.0, 2026-04-14, LENT, false, 3",
        "1.97.0-nightly, 2026-05-19, LENT, false, 3",
        "1.99.0-nightly, 2026-07-14, LENT, true, 3",
        "1.98.0, 2026-08-18, LENT, true, 3",
        "1.99.0-nightly, 2026-08-09, WASI_SDK, false, 3",
        "1.99.1, 2026-10-13, WASI_SDK, false, 3",
        "1.100.0-beta.7, 2026-10-17, WASI_SDK, false, 2",
        "1.101.0-nightly, 2026-10-29, WASI_SDK, false, 2",
        "1.120.0, 2028-10-29, WASI_SDK, false, 2",
    })
    @DisplayName("wasm32-wasip3 is told apart by version for releases, by date for nightlies")
    void wasip3(String version, String date, CLibrary cLibrary, boolean broken, int tier) {
        Row row = find("wasm32-wasip3", version, date);
        assertThat(row.cLibrary()).isEqualTo(cLibrary);
        assertThat(row.broken().isPresent()).isEqualTo(broken);
        assertThat(row.tier()).isEqualTo(tier);
        assertThat(row.wasiSdk().contains(WasiSdkVersion.parse("34"))).isTrue();
        assertThat(row.wasiSdk().contains(WasiSdkVersion.parse("33"))).isEqualTo(cLibrary == CLibrary.LENT);
    }

    @Test
    @DisplayName("every WASI target has a row for every release, and every row has its sources")
    void complete() {
        for (String target : KnownTargets.WASI) {
            for (int minor = 70; minor < 130; minor++) {
                assertThat(find(target, "1." + minor + ".0", null)).isNotNull();
            }
            for (LocalDate day = LocalDate.of(2024, 1, 1); day.getYear() < 2028; day = day.plusDays(1)) {
                assertThat(find(target, "1.99.0-nightly", day.toString())).isNotNull();
            }
        }
        assertThat(Compatibility.builtIn().rows()).allSatisfy(row -> {
            assertThat(row.sources()).isNotEmpty();
            assertThat(KnownTargets.WASI).contains(row.target());
            assertThat(row.lender().isPresent()).isEqualTo(row.cLibrary() == CLibrary.LENT);
            assertThat(row.broken().map(Broken::mend).orElse("use")).startsWith("use");
        });
        assertThat(Compatibility.builtIn()
                        .find("x86_64-apple-darwin", RustVersion.parse("1.95.0").orElseThrow(), Optional.empty()))
                .isEmpty();
    }
}
