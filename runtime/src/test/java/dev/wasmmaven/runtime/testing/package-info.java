/** What the runtime's tests share: an assembler for small modules. */
@NullMarked
package dev.wasmmaven.runtime.testing;

import org.jspecify.annotations.NullMarked;
