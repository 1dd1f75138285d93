package dev.wasmmaven.toolkit.provenance;

import dev.wasmmaven.toolkit.provenance.WasmSections.Section;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares two builds of one {@code .wasm} and says in which sections they differ. */
public final class WasmComparison {

    /** Shorter runs of printable bytes are mostly code. */
    private static final int SHORTEST_TEXT = 8;

    private static final int SHOWN = 160;

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
        String place = left.name() + sizes + ": first at offset " + at + " of the section";
        Optional<String> here = onlyIn(left.contents(), right.contents());
        Optional<String> there = onlyIn(right.contents(), left.contents());
        return Optional.of(
                here.isEmpty() || there.isEmpty()
                        ? place
                        : place + ", \"" + here.get() + "\" and \"" + there.get() + "\"");
    }

    /** The first text that only one of them has: a path, a time or a name often tells the cause at once. */
    private static Optional<String> onlyIn(ByteBuffer contents, ByteBuffer other) {
        Set<String> known = Set.copyOf(texts(other));
        return texts(contents).stream().filter(text -> !known.contains(text)).findFirst();
    }

    /** Runs of printable ASCII. */
    private static List<String> texts(ByteBuffer contents) {
        List<String> texts = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (int i = 0; i <= contents.limit(); i++) {
            if (i < contents.limit() && printable(contents.get(i))) {
                run.append((char) contents.get(i));
            } else {
                if (run.length() >= SHORTEST_TEXT) {
                    texts.add(run.length() > SHOWN ? run.substring(0, SHOWN) + "…" : run.toString());
                }
                run.setLength(0);
            }
        }
        return texts;
    }

    private static boolean printable(byte b) {
        return b >= 0x20 && b < 0x7f;
    }
}
