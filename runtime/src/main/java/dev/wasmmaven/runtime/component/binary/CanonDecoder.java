package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.util.List;
import java.util.Optional;

/** Decodes canonical definitions ({@code canon} in Binary.md). */
final class CanonDecoder {

    private final BinaryReader in;
    private final TypeDecoder types;

    CanonDecoder(BinaryReader in, TypeDecoder types) {
        this.in = in;
        this.types = types;
    }

    Definition canon() {
        int at = in.position();
        int opcode = in.u8();
        if (opcode == 0x00) {
            in.expect(0x00, "sort of a lift");
            return new Definition.Lift(at, in.u32(), options(), in.u32());
        }
        if (opcode == 0x01) {
            in.expect(0x00, "sort of a lower");
            return new Definition.Lower(at, in.u32(), options());
        }
        return builtin(at, CanonOpcode.of(opcode).orElseThrow(() -> in.unexpected(opcode, "canonical built-in")));
    }

    private Definition.Builtin builtin(int at, CanonOpcode opcode) {
        int index = 0;
        int secondIndex = 0;
        boolean async = false;
        List<CanonOption> options = List.of();
        Optional<ValTypeRef> result = Optional.empty();
        Optional<CoreValType> coreType = Optional.empty();
        for (CanonOpcode.Immediate immediate : opcode.immediates()) {
            switch (immediate) {
                case INDEX -> index = in.u32();
                case SECOND_INDEX -> secondIndex = in.u32();
                case ASYNC -> async = in.flag("async");
                case SHARED ->
                    throw new UnsupportedException(
                            "the built-in " + opcode.text() + " at offset 0x" + Integer.toHexString(at)
                                    + " belongs to shared-everything threads, which this runtime does not have",
                            null);
                case OPTIONS -> options = options();
                case RESULT -> result = types.resultList();
                case CORE_VALTYPE -> coreType = Optional.of(new CoreTypeDecoder(in).valType());
                case ZERO -> in.expect(0x00, "what was once the flag cancellable");
            }
        }
        return new Definition.Builtin(at, opcode, index, secondIndex, async, options, result, coreType);
    }

    private List<CanonOption> options() {
        return in.vector(Limits.CANONICAL_OPTIONS, "canonical options", this::option);
    }

    private CanonOption option() {
        int kind = in.u8();
        return switch (kind) {
            case 0x00 -> new CanonOption.Encoding(StringEncoding.UTF8);
            case 0x01 -> new CanonOption.Encoding(StringEncoding.UTF16);
            case 0x02 -> new CanonOption.Encoding(StringEncoding.LATIN1_UTF16);
            case 0x03 -> new CanonOption.Memory(in.u32());
            case 0x04 -> new CanonOption.Realloc(in.u32());
            case 0x05 -> new CanonOption.PostReturn(in.u32());
            case 0x06 -> new CanonOption.Async();
            case 0x07 -> new CanonOption.Callback(in.u32());
            case 0x08, 0x09 ->
                throw new UnsupportedException(
                        "the canonical option at offset 0x" + Integer.toHexString(in.position() - 1)
                                + " belongs to the GC ABI, which this runtime does not have",
                        null);
            default -> throw in.unexpected(kind, "canonical option");
        };
    }
}
