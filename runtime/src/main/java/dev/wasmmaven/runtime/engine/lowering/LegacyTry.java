package dev.wasmmaven.runtime.engine.lowering;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to know of a {@code try} before its beginning can be written. */
final class LegacyTry {

    /** {@code catch_all} has no tag. */
    static final long ALL = -1;

    /** A {@code catch} or {@code catch_all}. */
    static final class Clause {

        final long tag;
        /** Whether its exception is thrown again, and so has to be kept. */
        boolean rethrown;

        Clause(long tag) {
            this.tag = tag;
        }
    }

    final List<Clause> clauses = new ArrayList<>();

    /** The {@code try} in whose body this one is, if any. */
    final @Nullable LegacyTry enclosing;

    /** Whether {@code delegate} ends it. */
    boolean delegates;

    /** The {@code try} in whose body the block is to which it delegates; null for the function's caller. */
    @Nullable
    LegacyTry target;

    /** Whether others delegate to it. */
    boolean isTarget;

    /** Position of the label at which exceptions that are delegated to it arrive. */
    int landing;

    LegacyTry(@Nullable LegacyTry enclosing) {
        this.enclosing = enclosing;
    }

    /** Who handles what is thrown in this one's body: the nearest that catches; null for the function's caller. */
    static @Nullable LegacyTry handler(@Nullable LegacyTry thrownIn) {
        LegacyTry at = thrownIn;
        while (at != null && at.clauses.isEmpty()) {
            at = at.delegates ? at.target : at.enclosing;
        }
        return at;
    }
}
