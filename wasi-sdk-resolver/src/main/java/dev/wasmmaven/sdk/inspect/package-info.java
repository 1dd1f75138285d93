/** A directory is believed to be an SDK only after looking inside: version, compiler, processor, sysroots. */
@NullMarked
package dev.wasmmaven.sdk.inspect;

import org.jspecify.annotations.NullMarked;
