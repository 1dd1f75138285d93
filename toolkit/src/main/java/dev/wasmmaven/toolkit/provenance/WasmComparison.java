package dev.wasmmaven.toolkit.provenance;

import dev.wasmmaven.toolkit.provenance.WasmSections.Section;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares two builds of one {@code .wasm} and says in which sections they differ. */
public final class WasmComparison {

    private static final int SHOWN = 60;

    private WasmComparison() {}

    /** The sections that differ, in their order; empty if the files are the same. */
    public static List<String> differences(byte[] first, byte[] second) {
        if (Arrays.equals(first, second)) {
            return List.of();
        }
        List<Section> left = WasmSections.of(first);
        List<Section> right = WasmSections.of(second);
        List<String> differences = new ArrayList<>();
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            describe(left.get(i), right.get(i)).ifPresent(differences::add);
        }
        for (List<Section> longer : List.of(left, right)) {
            for (Section extra : longer.subList(common, longer.size())) {
                differences.add(
                        extra.name() + ": only in the " + (longer.equals(left) ? "first" : "second") + " build");
            }
        }
        if (differences.isEmpty()) {
            differences.add("the sections are equal, but not the encoding of their sizes");
        }
        return differences;
    }

    private static Optional<String> describe(Section left, Section right) {
        if (!left.name().equals(right.name())) {
            return Optional.of(left.name() + ": the second build has " + right.name() + " in its place");
        }
        int at = left.contents().mismatch(right.contents());
        if (at < 0) {
            return Optional.empty();
        }
        String sizes = left.contents().limit() == right.contents().limit()
                ? ""
                : " (" + left.contents().limit() + " and " + right.contents().limit() + " bytes)";
        return Optional.of(left.name() + sizes + ": first at offset " + at + " of the section, near "
                + around(left.contents(), at) + " and " + around(right.contents(), at));
    }

    /** The printable text around a place, which for paths and names tells the cause at once. */
    private static String around(ByteBuffer contents, int at) {
        int begin = at;
        while (begin > 0 && at - begin < SHOWN && printable(contents.get(begin - 1))) {
            begin--;
        }
        int end = at;
        while (end < contents.limit() && end - at < SHOWN && printable(contents.get(end))) {
            end++;
        }
        if (end == begin) {
            return at < contents.limit() ? String.format("byte 0x%02x", contents.get(at)) : "the end";
        }
        byte[] text = new byte[end - begin];
        contents.get(begin, text);
        return '"' + new String(text, StandardCharsets.US_ASCII) + '"';
    }

    private static boolean printable(byte b) {
        return b >= 0x20 && b < 0x7f;
    }
}
