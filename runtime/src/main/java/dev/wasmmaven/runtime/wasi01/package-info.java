/**
 * WASI 0.1 ({@code wasi_snapshot_preview1}): its 46 functions over the host layer. Here live only what this generation
 * of WASI adds: numbers of errors and flags, layouts in the guest's memory, the table of descriptors. The functions are
 * grouped by area; {@link dev.wasmmaven.runtime.wasi01.Functions} lists them all with their types.
 *
 * <p>Where the specification leaves room, the practice of Wasmtime is followed, since programs and libraries are
 * tested against it: a pointer out of bounds is a trap, and {@code path_open} gives a descriptor all rights of its kind
 * whatever it was asked for. Where Wasmtime leaves something out ({@code fd_fdstat_set_rights}, {@code fd_allocate},
 * synchronous writes, sockets), the specification is followed.
 */
@NullMarked
package dev.wasmmaven.runtime.wasi01;

import org.jspecify.annotations.NullMarked;
