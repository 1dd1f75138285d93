/**
 * The standard library where the toolchain ships none: whether and how it is compiled, the C library that it is linked with, and
 * another version of the crate libc in it and in the user's crates.
 */
@NullMarked
package dev.wasmmaven.toolkit.std;

import org.jspecify.annotations.NullMarked;
