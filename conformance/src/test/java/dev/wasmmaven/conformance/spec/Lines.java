package dev.wasmmaven.conformance.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;

/**
 * Lines of a script whose commands fail, written {@code 12,30-48}. A range stands for all commands of a script from
 * its first to its last line, whatever lies between.
 */
record Lines(List<Range> ranges) {

    record Range(int first, int last) {
        Range {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException("not a range of lines: " + first + "-" + last);
            }
        }

        boolean contains(int line) {
            return first <= line && line <= last;
        }

        @Override
        public String toString() {
            return first == last ? String.valueOf(first) : first + "-" + last;
        }
    }

    Lines {
        ranges = List.copyOf(ranges);
    }

    static Lines parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", 2);
            int first = Integer.parseInt(ends[0]);
            ranges.add(new Range(first, ends.length == 1 ? first : Integer.parseInt(ends[1])));
        }
        return new Lines(ranges);
    }

    /** The shortest way to write some lines, given all lines that could be written. */
    static Lines of(SortedSet<Integer> lines, SortedSet<Integer> all) {
        List<Range> ranges = new ArrayList<>();
        Integer first = null;
        Integer last = null;
        for (Integer line : all) {
            if (lines.contains(line)) {
                first = Objects.requireNonNullElse(first, line);
                last = line;
            } else if (first != null && last != null) {
                ranges.add(new Range(first, last));
                first = null;
            }
        }
        if (first != null && last != null) {
            ranges.add(new Range(first, last));
        }
        return new Lines(ranges);
    }

    boolean contains(int line) {
        return ranges.stream().anyMatch(range -> range.contains(line));
    }

    @Override
    public String toString() {
        return String.join(",", ranges.stream().map(Range::toString).toList());
    }
}
