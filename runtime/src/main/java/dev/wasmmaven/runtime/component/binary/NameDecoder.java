package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.component.type.NameAttributes;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.util.Optional;

/** Decodes sorts and the names of imports and exports ({@code sort}, {@code nameattributes} in Binary.md). */
final class NameDecoder {

    private static final Sort[] CORE_SORTS = {
        Sort.CORE_FUNC, Sort.CORE_TABLE, Sort.CORE_MEMORY, Sort.CORE_GLOBAL, Sort.CORE_TAG
    };
    private static final Sort[] SORTS = {Sort.FUNC, Sort.VALUE, Sort.TYPE, Sort.COMPONENT, Sort.INSTANCE};

    private final BinaryReader in;
    private final ComponentFeatures features;

    NameDecoder(BinaryReader in, ComponentFeatures features) {
        this.in = in;
        this.features = features;
    }

    static UnsupportedException values(int at) {
        return new UnsupportedException(
                "the definition at offset 0x" + Integer.toHexString(at)
                        + " uses component values or a start function, which this runtime does not have",
                null);
    }

    /** Any sort, core or component. */
    Sort anySort() {
        int first = in.u8();
        if (first == 0x00) {
            return coreSort();
        }
        if (first > SORTS.length) {
            throw in.unexpected(first, "sort");
        }
        return SORTS[first - 1];
    }

    private Sort coreSort() {
        int second = in.u8();
        return switch (second) {
            case 0x10 -> Sort.CORE_TYPE;
            case 0x11 -> Sort.CORE_MODULE;
            case 0x12 -> Sort.CORE_INSTANCE;
            default -> {
                if (second >= CORE_SORTS.length) {
                    throw in.unexpected(second, "core sort");
                }
                yield CORE_SORTS[second];
            }
        };
    }

    /** The sort of what components import and export. */
    Sort sort() {
        int at = in.position();
        Sort sort = anySort();
        checkComponentSort(sort, at);
        return sort;
    }

    /** The sort of what core instances export. */
    Sort coreItemSort() {
        int at = in.position();
        Sort sort = coreSort();
        checkCoreItem(sort, at);
        return sort;
    }

    static void checkComponentSort(Sort sort, int at) {
        switch (sort) {
            case CORE_MODULE, FUNC, TYPE, COMPONENT, INSTANCE -> {}
            case VALUE -> throw values(at);
            default -> throw BinaryReader.malformed(at, "unexpected sort of an import or export");
        }
    }

    static void checkCoreItem(Sort sort, int at) {
        switch (sort) {
            case CORE_FUNC, CORE_TABLE, CORE_MEMORY, CORE_GLOBAL, CORE_TAG -> {}
            default -> throw BinaryReader.malformed(at, "unexpected sort of a core export");
        }
    }

    ExternName externName() {
        int at = in.position();
        int kind = in.u8();
        if (kind > 0x02) {
            throw in.unexpected(kind, "kind of a name");
        }
        if (kind == 0x02 && !features.has(ComponentFeature.IMPLEMENTS) && !features.has(ComponentFeature.CANON_NAMES)) {
            throw new UnsupportedException(
                    "the name at offset 0x" + Integer.toHexString(at)
                            + " has attributes; the component model feature implements is not enabled",
                    null);
        }
        String name = in.name();
        return new ExternName(name, kind == 0x02 ? attributes() : NameAttributes.NONE);
    }

    private NameAttributes attributes() {
        Optional<String> implemented = Optional.empty();
        Optional<String> versionSuffix = Optional.empty();
        Optional<String> externalId = Optional.empty();
        int count = in.count(Limits.DECLARATIONS, "attributes");
        for (int i = 0; i < count; i++) {
            int at = in.position();
            int kind = in.u8();
            switch (kind) {
                case 0x00 -> implemented = once(implemented, "implements", at);
                case 0x01 -> versionSuffix = once(versionSuffix, "versionsuffix", at);
                case 0x02 -> externalId = once(externalId, "external-id", at);
                default -> throw in.unexpected(kind, "kind of an attribute");
            }
        }
        return new NameAttributes(implemented, versionSuffix, externalId);
    }

    private Optional<String> once(Optional<String> before, String what, int at) {
        if (before.isPresent()) {
            throw BinaryReader.malformed(at, "duplicate attribute " + what);
        }
        return Optional.of(in.name());
    }
}
