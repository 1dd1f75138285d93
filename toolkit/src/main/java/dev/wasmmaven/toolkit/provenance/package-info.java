/**
 * What is in a built {@code .wasm}, what it was built from, and whether a second build gives the same bytes: bill of
 * materials, build manifest, comparison by section.
 */
@NullMarked
package dev.wasmmaven.toolkit.provenance;

import org.jspecify.annotations.NullMarked;
