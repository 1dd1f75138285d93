package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.testrun.InitialMemory.Range;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in an executable's data where it is written that tests are to panic: field {@code should_panic} of the
 * {@code TestDesc}s that rustc makes for libtest (library/test/src/types.rs). rustc promises no layout, so none is assumed: the
 * record of a test is where its name, line and column stand at the same distances for all tests, and the mark is a word that
 * is zero in all tests but those that are known to have it. Whoever uses what was found has libtest confirm it.
 */
final class ShouldPanicMarks {

    /** How far from the name the rest of a record may be, in words; the whole has some twenty. */
    private static final int REACH = 24;

    private static final int WORD = 4;

    /** The values of {@code ShouldPanic}, as the compiler numbers them. */
    private static final int NO = 0;

    private static final int YES = 1;
    private static final int YES_WITH_MESSAGE = 2;

    private static final Pattern POSITION = Pattern.compile(":(\\d+):(\\d+)\\z");

    private final ByteBuffer file;
    private final InitialMemory memory;
    private final List<ListedTest> tests;
    private final Map<String, Position> positions;
    private final Set<String> shouldPanic;

    /** Where records may be, by the test's name. */
    private final Map<String, List<NamePointer>> records = new HashMap<>();

    /** Where a test's function begins in its source file. */
    private record Position(int line, int column) {}

    /** The place of a name's pointer in the file, and the bytes around it that are in memory together with it. */
    private record NamePointer(int at, int begin, int end) {}

    /**
     * What may be the marks of all tests.
     *
     * @param offsets of the marks in the file
     * @param expected for each test that is to panic, what its message has to contain, if anything
     */
    record Marks(List<Integer> offsets, Map<String, Optional<String>> expected) {

        /** The same executable, of whose tests none is marked. */
        byte[] removedFrom(byte[] wasm) {
            byte[] changed = wasm.clone();
            offsets.forEach(each -> Arrays.fill(changed, each, each + WORD, (byte) NO));
            return changed;
        }
    }

    private ShouldPanicMarks(
            byte[] wasm,
            InitialMemory memory,
            List<ListedTest> tests,
            Map<String, Position> positions,
            Set<String> shouldPanic) {
        this.file = ByteBuffer.wrap(wasm).order(ByteOrder.LITTLE_ENDIAN);
        this.memory = memory;
        this.tests = tests;
        this.positions = positions;
        this.shouldPanic = shouldPanic;
    }

    /**
     * What may be the marks, most often one; empty if the executable is not understood.
     *
     * @param tests all tests of the executable
     * @param shouldPanic the names of those that are marked
     */
    static List<Marks> find(byte[] wasm, List<ListedTest> tests, Set<String> shouldPanic) {
        Map<String, Position> positions = new HashMap<>();
        for (ListedTest test : tests) {
            Matcher matcher = POSITION.matcher(test.location().orElse(""));
            if (!matcher.find()) {
                return List.of();
            }
            positions.put(
                    test.name(), new Position(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        }
        List<Marks> all = new ArrayList<>();
        for (InitialMemory memory : InitialMemory.of(wasm)) {
            all.addAll(new ShouldPanicMarks(wasm, memory, tests, positions, shouldPanic).find());
        }
        return all;
    }

    private List<Marks> find() {
        findNames();
        if (records.size() < tests.size()) {
            return List.of();
        }
        // Of several words that look like a name, the one is meant beside which the test's position stands.
        keepThoseWith(Position::line);
        keepThoseWith(Position::column);
        if (records.values().stream().anyMatch(each -> each.size() != 1)) {
            return List.of();
        }
        List<Marks> found = new ArrayList<>();
        for (int distance = -REACH; distance <= REACH; distance++) {
            marks(distance).ifPresent(found::add);
        }
        return found;
    }

    private void findNames() {
        Set<String> names = new HashSet<>();
        Set<Integer> lengths = new HashSet<>();
        for (ListedTest test : tests) {
            names.add(test.name());
            lengths.add(test.name().getBytes(StandardCharsets.UTF_8).length);
        }
        for (Range range : memory.ranges()) {
            int end = range.offset() + range.size();
            int first = (int) (range.offset() + (-range.address() & (WORD - 1)));
            for (int at = first; at + 2 * WORD <= end; at += WORD) {
                if (lengths.contains(file.getInt(at + WORD))) {
                    NamePointer record = new NamePointer(at, range.offset(), end);
                    text(at).filter(names::contains)
                            .ifPresent(name -> records.computeIfAbsent(name, key -> new ArrayList<>())
                                    .add(record));
                }
            }
        }
    }

    /** The string whose address and length stand there. */
    private Optional<String> text(int at) {
        int length = file.getInt(at + WORD);
        OptionalInt offset =
                length < 0 ? OptionalInt.empty() : memory.offset(Integer.toUnsignedLong(file.getInt(at)), length);
        if (offset.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(file.duplicate().limit(offset.getAsInt() + length).position(offset.getAsInt()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Leaves of each test's records those that have its number at a distance at which all tests have theirs. */
    private void keepThoseWith(ToIntFunction<Position> number) {
        for (int distance = -REACH; distance <= REACH; distance++) {
            Map<String, List<NamePointer>> kept = new HashMap<>();
            for (ListedTest test : tests) {
                List<NamePointer> matching = new ArrayList<>();
                int wanted = number.applyAsInt(Objects.requireNonNull(positions.get(test.name())));
                for (NamePointer each : records.getOrDefault(test.name(), List.of())) {
                    OptionalInt word = word(each, distance);
                    if (word.isPresent() && word.getAsInt() == wanted) {
                        matching.add(each);
                    }
                }
                if (matching.isEmpty()) {
                    break;
                }
                kept.put(test.name(), matching);
            }
            if (kept.size() == tests.size()) {
                records.putAll(kept);
                return;
            }
        }
        records.clear();
    }

    private OptionalInt word(NamePointer record, int distance) {
        int at = record.at() + distance * WORD;
        return at >= record.begin() && at + WORD <= record.end()
                ? OptionalInt.of(file.getInt(at))
                : OptionalInt.empty();
    }

    private Optional<Marks> marks(int distance) {
        List<Integer> offsets = new ArrayList<>();
        Map<String, Optional<String>> expected = new LinkedHashMap<>();
        for (ListedTest test : tests) {
            NamePointer record = records.getOrDefault(test.name(), List.of()).get(0);
            OptionalInt mark = word(record, distance);
            boolean marked = shouldPanic.contains(test.name());
            if (mark.isEmpty() || marked == (mark.getAsInt() == NO)) {
                return Optional.empty();
            }
            if (marked) {
                int at = record.at() + distance * WORD;
                Optional<String> message = Optional.empty();
                if (mark.getAsInt() == YES_WITH_MESSAGE) {
                    message = at + 3 * WORD <= record.end() ? text(at + WORD) : Optional.empty();
                    if (message.isEmpty()) {
                        return Optional.empty();
                    }
                } else if (mark.getAsInt() != YES) {
                    return Optional.empty();
                }
                offsets.add(at);
                expected.put(test.name(), message);
            }
        }
        return Optional.of(new Marks(List.copyOf(offsets), expected));
    }
}
