/**
 * Our runtime as cargo's runner: installed where it stays, and named in the crate's cargo configuration, so that plain
 * {@code cargo run} and {@code cargo test} run on it.
 */
@NullMarked
package dev.wasmmaven.toolkit.runner;

import org.jspecify.annotations.NullMarked;
