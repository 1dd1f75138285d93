/** {@code wasm-toolchain.lock}: the digests that a project has vouched for, in a file that is committed with it. */
@NullMarked
package dev.wasmmaven.sdk.lock;

import org.jspecify.annotations.NullMarked;
