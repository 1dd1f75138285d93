package dev.wasmmaven.runtime.component.type;

import java.util.Optional;

/**
 * What stands beside the name of an import or export ({@code attribute} in Binary.md). Type checking ignores it.
 *
 * @param implemented the interface that an instance under a plain name implements, such as {@code a:b/c@1.0.0}
 * @param versionSuffix what follows the canonical version in the name, such as {@code .2.3} after {@code a:b/c@1}
 * @param externalId an identifier that means something to somebody else
 */
public record NameAttributes(
        Optional<String> implemented, Optional<String> versionSuffix, Optional<String> externalId) {

    /** No attributes. */
    public static final NameAttributes NONE = new NameAttributes(Optional.empty(), Optional.empty(), Optional.empty());
}
