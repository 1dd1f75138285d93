/**
 * WASI 0.3: the interfaces that a component of the world {@code wasi:cli/command} imports, with streams, futures and
 * asynchronous functions of the component model in place of {@code wasi:io}. Each is a
 * {@link dev.wasmmaven.runtime.wasi.Declaration}, in the words of WIT, and the bodies of its functions;
 * {@link dev.wasmmaven.runtime.wasi03.Wasi03} lists them all.
 *
 * <p>Where the specification leaves room, the practice of Wasmtime is followed, since programs and libraries are tested
 * against it.
 */
@NullMarked
package dev.wasmmaven.runtime.wasi03;

import org.jspecify.annotations.NullMarked;
