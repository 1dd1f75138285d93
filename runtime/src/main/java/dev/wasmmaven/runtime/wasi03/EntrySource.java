package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.StreamSource;
import dev.wasmmaven.runtime.component.link.StreamWriter;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;

/**
 * Values that are there already, such as a directory's entries: a picture of it as it was when asked for, so that a guest that
 * removes what it reads misses nothing.
 */
final class EntrySource implements StreamSource {

    private final List<Val> entries;
    private final Outcome outcome;
    private int given;

    EntrySource(List<Val> entries, Outcome outcome) {
        this.entries = entries;
        this.outcome = outcome;
    }

    @Override
    public void produce(StreamWriter writer, int limit) {
        if (given == entries.size()) {
            writer.end();
        } else if (limit == 0) {
            writer.ready();
        } else {
            int end = Math.min(entries.size(), given + limit);
            List<Val> next = entries.subList(given, end);
            given = end;
            writer.give(new Val.ListOf(next));
        }
    }

    @Override
    public boolean giveUp() {
        return false;
    }

    @Override
    public void close() {
        outcome.ok();
    }
}
