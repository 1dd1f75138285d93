package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.toolkit.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of each WASI target in each range of rustc releases; the data is {@code compatibility.json} beside this class, each row
 * with its sources. Of releases that are newer than the data the last row of the target holds.
 */
public final class Compatibility {

    private static final Compatibility BUILT_IN = readBuiltIn();

    private final List<Row> rows;

    private Compatibility(List<Row> rows) {
        this.rows = rows;
    }

    /** The table that this version of the product has. */
    public static Compatibility builtIn() {
        return BUILT_IN;
    }

    /** Where the C library for linking comes from. */
    public enum CLibrary {
        /** The compiled standard library brings it, and with it the start code. */
        SHIPPED,
        /** A WASI 0.2 C library of another toolchain does, although the target is newer: an interim state of the target. */
        LENT,
        /** Only a wasi-sdk has one of the right ABI, unless the compiled standard library is shipped. */
        WASI_SDK
    }

    /**
     * Why a target cannot be built with some releases.
     *
     * @param reason one sentence
     * @param mend the one line that mends it
     */
    public record Broken(String reason, String mend) {}

    /**
     * The C library of another toolchain.
     *
     * @param toolchain as rustup names it
     * @param target whose library it is
     */
    public record Lender(String toolchain, String target) {}

    /**
     * What is known of a target in a range of releases.
     *
     * @param target rustc target triple
     * @param rustc the range
     * @param tier Rust's platform support tier, 1 to 3
     * @param prebuilt whether rustup's channels may have the compiled standard library
     * @param cLibrary where the C library for linking comes from if the standard library is compiled here
     * @param lender who lends it; only if it is lent
     * @param wasiSdk which wasi-sdk has a fitting sysroot for C code or for linking with its clang
     * @param libcMinimum the oldest version of the crate libc with which the standard library compiles
     * @param broken why nothing can be built; empty: it can
     * @param sources where each fact is from
     */
    public record Row(
            String target,
            ReleaseRange rustc,
            int tier,
            boolean prebuilt,
            CLibrary cLibrary,
            Optional<Lender> lender,
            WasiSdkRange wasiSdk,
            Optional<String> libcMinimum,
            Optional<Broken> broken,
            List<String> sources) {

        public Row {
            sources = List.copyOf(sources);
        }
    }

    /** The row for a target and a toolchain; empty for targets that are not WASI's. */
    public Optional<Row> find(String target, RustToolchain toolchain) {
        return find(target, toolchain.version(), toolchain.commitDate());
    }

    Optional<Row> find(String target, RustVersion version, Optional<LocalDate> commitDate) {
        return rows.stream()
                .filter(row -> row.target().equals(target) && row.rustc().contains(version, commitDate))
                .findFirst();
    }

    /** All rows, in the order of the data. */
    List<Row> rows() {
        return rows;
    }

    static Compatibility parse(String json) throws IOException {
        return new Compatibility(Json.parse(json).get("rows").items().stream()
                .map(Compatibility::row)
                .toList());
    }

    private static Row row(Json json) {
        Json lender = json.get("lender");
        Json broken = json.get("broken");
        return new Row(
                required(json, "target"),
                ReleaseRange.of(
                        json.get("releases").text(), json.get("nightlies").text()),
                json.get("tier").number().orElseThrow().intValue(),
                json.get("prebuilt").isTrue(),
                CLibrary.valueOf(required(json, "cLibrary").replace('-', '_').toUpperCase(Locale.ROOT)),
                lender.get("toolchain").text().map(name -> new Lender(name, required(lender, "target"))),
                WasiSdkRange.parse(required(json, "wasiSdk")),
                json.get("libcMinimum").text(),
                broken.get("reason").text().map(reason -> new Broken(reason, required(broken, "mend"))),
                json.get("sources").texts());
    }

    private static String required(Json json, String name) {
        return json.get(name)
                .text()
                .orElseThrow(() -> new IllegalArgumentException("a row of the compatibility data lacks " + name));
    }

    private static Compatibility readBuiltIn() {
        try (InputStream data = Compatibility.class.getResourceAsStream("compatibility.json")) {
            if (data == null) {
                throw new IllegalStateException("the compatibility data is missing from this jar");
            }
            return parse(new String(data.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the compatibility data cannot be read", e);
        }
    }
}
