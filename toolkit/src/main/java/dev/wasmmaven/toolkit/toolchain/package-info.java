/**
 * The Rust toolchain on this machine: found, asked what it is, and given the targets that it lacks. Everything is learned by
 * asking rustup, cargo and rustc in the crate's own directory, so that {@code rust-toolchain.toml} and overrides count.
 */
@NullMarked
package dev.wasmmaven.toolkit.toolchain;

import org.jspecify.annotations.NullMarked;
