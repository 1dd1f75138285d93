/** C and C++ in Rust crates: when a C toolchain is needed, what build scripts are told of it, how Rust is linked with it. */
@NullMarked
package dev.wasmmaven.toolkit.interop;

import org.jspecify.annotations.NullMarked;
