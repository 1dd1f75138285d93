/** Running a built program as {@code wasm:run} does: which one, with what, and what its end means for the build. */
@NullMarked
package dev.wasmmaven.plugin.run;

import org.jspecify.annotations.NullMarked;
