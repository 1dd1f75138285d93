/**
 * The component model's binary format (Binary.md): bytes to a syntax tree. Knows what is well-formed, not what is valid;
 * each node keeps the offset it was read at, for the messages of those who validate it.
 */
@NullMarked
package dev.wasmmaven.runtime.component.binary;

import org.jspecify.annotations.NullMarked;
