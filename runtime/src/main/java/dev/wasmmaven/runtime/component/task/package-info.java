/**
 * What runs: stores, component instances' state, tasks, threads, waitables, streams and futures (CanonicalABI.md, Runtime
 * State and Concurrency). Knows no values, no names and no WASI.
 */
@NullMarked
package dev.wasmmaven.runtime.component.task;

import org.jspecify.annotations.NullMarked;
