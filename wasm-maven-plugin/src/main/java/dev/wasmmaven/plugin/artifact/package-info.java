/** Which Maven artifact a built {@code .wasm} becomes, by rules that depend on the configuration alone. */
@NullMarked
package dev.wasmmaven.plugin.artifact;

import org.jspecify.annotations.NullMarked;
