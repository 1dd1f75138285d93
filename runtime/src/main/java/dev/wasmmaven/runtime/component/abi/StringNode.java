package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.ComponentTrap;
import org.jspecify.annotations.Nullable;

/** A string: an address and a number of code units. */
final class StringNode extends PairNode {

    StringNode() {}

    @Override
    Val lift(AbiContext cx, int address, int units) {
        StringSource source = StringSource.of(cx, address, units, ComponentTrap.STRING_OUT_OF_BOUNDS);
        cx.instance().store().chargeLifted(units & Integer.MAX_VALUE);
        return new Val.Str(source.text());
    }

    @Override
    long lower(AbiContext cx, Val value) {
        return StringStorer.store(cx, ((Val.Str) value).value());
    }

    @Override
    long transfer(AbiContext from, int address, int units, AbiContext to) {
        return Transcoder.transfer(from, address, units, to);
    }

    @Override
    public void check(@Nullable Val value) {
        if (!(value instanceof Val.Str)) {
            throw mismatch("string", value);
        }
    }
}
