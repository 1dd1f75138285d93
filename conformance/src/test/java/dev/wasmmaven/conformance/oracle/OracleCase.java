package dev.wasmmaven.conformance.oracle;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Values to lift from one memory and to lower to another, and what a reference makes of them. */
public record OracleCase(Input input, Outcome expected) {

    /**
     * What is lifted, and where it is lowered to.
     *
     * @param params whether the values are parameters, or one of them the result
     * @param async whether they pass as {@code async} has it
     * @param memory how the source's memory begins; the rest is zero
     * @param flat the source's core values
     * @param owned the representations of the source's handles, whose indices count from 1
     * @param first where the target's realloc begins
     * @param fault which call of realloc misbehaves, and by how much its result is off
     * @param out where the caller wants a result that does not pass as core values
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Input(
            boolean params,
            boolean async,
            List<ValType> types,
            StringEncoding from,
            StringEncoding to,
            byte[] memory,
            long[] flat,
            long[] owned,
            int first,
            Optional<long[]> fault,
            int out) {

        /** How many core values pass as such where they are lifted. */
        public int maxLifted() {
            return params ? (async ? 4 : 16) : (async ? 16 : 1);
        }

        /** The same where they are lowered. */
        public int maxLowered() {
            return params ? 16 : (async ? 0 : 1);
        }

        @Override
        public String toString() {
            return (async ? "async " : "") + (params ? "params " : "result ") + types + " from " + from + " to " + to
                    + ", memory " + HexFormat.of().formatHex(memory) + ", flat " + Arrays.toString(flat) + ", owned "
                    + Arrays.toString(owned) + ", first " + first + ", fault "
                    + fault.map(Arrays::toString).orElse("none") + ", out " + out;
        }
    }

    /**
     * What comes of it.
     *
     * @param lifted the values as text; empty if lifting traps
     * @param lowered the target's core values; empty if lifting or lowering traps
     * @param log the calls of realloc: old address, old size, alignment, new size
     * @param checksum CRC-32 of the target's memory
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Outcome(Optional<String> lifted, Optional<long[]> lowered, List<List<Integer>> log, long checksum) {

        public static Outcome liftingTraps() {
            return new Outcome(Optional.empty(), Optional.empty(), List.of(), 0);
        }

        public static Outcome loweringTraps(String lifted, List<List<Integer>> log) {
            return new Outcome(Optional.of(lifted), Optional.empty(), log, 0);
        }

        /** Whether another is the same in all that counts. */
        public boolean agrees(Outcome other) {
            boolean both = lowered.isPresent() && other.lowered.isPresent();
            return lifted.equals(other.lifted)
                    && log.equals(other.log)
                    && checksum == other.checksum
                    && (both
                            ? Arrays.equals(lowered.get(), other.lowered.get())
                            : lowered.isEmpty() && other.lowered.isEmpty());
        }

        @Override
        public String toString() {
            return "lifted " + lifted.orElse("trap") + ", lowered "
                    + lowered.map(Arrays::toString).orElse("trap") + ", realloc " + log + ", checksum " + checksum;
        }
    }
}
