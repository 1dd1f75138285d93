package dev.wasmmaven.toolkit.toolchain;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of rustc releases. Nightlies of one version differ from day to day, and a stable release may have what a nightly of a higher
 * version lacks, so that nightlies are told by the date of their sources, stable and beta releases by version.
 *
 * @param releases of stable releases and betas, whose qualifiers do not count; empty: none is meant
 * @param nightlies of commit dates; empty: none is meant
 */
public record ReleaseRange(Optional<Interval<RustVersion>> releases, Optional<Interval<LocalDate>> nightlies) {

    /** Whether a release is in the range. A nightly that does not tell its date is taken by its version. */
    boolean contains(RustVersion version, Optional<LocalDate> commitDate) {
        RustVersion numbers = new RustVersion(version.major(), version.minor(), version.patch(), "");
        if (version.isNightly() && commitDate.isPresent()) {
            return nightlies.filter(dates -> dates.contains(commitDate.get())).isPresent();
        }
        return releases.filter(versions -> versions.contains(numbers)).isPresent();
    }

    static ReleaseRange of(Optional<String> releases, Optional<String> nightlies) {
        return new ReleaseRange(
                releases.map(text -> Interval.parse(
                        text,
                        part -> RustVersion.parse(part)
                                .orElseThrow(() -> new IllegalArgumentException("no version: " + part)))),
                nightlies.map(text -> Interval.parse(text, LocalDate::parse)));
    }

    /** An interval that has its lower end and lacks its upper: {@code [1.92.0,1.98.0)}, {@code [1.98.0,)}, {@code [,1.98.0)}. */
    public record Interval<T extends Comparable<? super T>>(Optional<T> from, Optional<T> before) {

        private static final Pattern FORM = Pattern.compile("\\[([^,]*),([^,]*)\\)");

        static <T extends Comparable<? super T>> Interval<T> parse(String text, Function<String, T> end) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("no interval: " + text);
            }
            return new Interval<>(end(matcher.group(1), end), end(matcher.group(2), end));
        }

        private static <T> Optional<T> end(String text, Function<String, T> read) {
            return text.isEmpty() ? Optional.empty() : Optional.of(read.apply(text));
        }

        boolean contains(T value) {
            return from.map(end -> value.compareTo(end) >= 0).orElse(true)
                    && before.map(end -> value.compareTo(end) < 0).orElse(true);
        }
    }
}
