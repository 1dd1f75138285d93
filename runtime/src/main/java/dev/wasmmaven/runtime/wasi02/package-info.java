/**
 * WASI 0.2: the interfaces that a component of the world {@code wasi:cli/command} imports, over the host layer. Each is a
 * {@link dev.wasmmaven.runtime.wasi02.Declaration}, in the words of WIT, and the bodies of its functions;
 * {@link dev.wasmmaven.runtime.wasi02.Wasi02} lists them all.
 *
 * <p>Where the specification leaves room, the practice of Wasmtime is followed, since programs and libraries are tested
 * against it.
 */
@NullMarked
package dev.wasmmaven.runtime.wasi02;

import org.jspecify.annotations.NullMarked;
