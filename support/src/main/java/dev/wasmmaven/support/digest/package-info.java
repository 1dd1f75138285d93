/** Digests as values that are checked when they are made and compared in constant time. */
@NullMarked
package dev.wasmmaven.support.digest;

import org.jspecify.annotations.NullMarked;
