/**
 * Building a crate: a typed request in, the built artifacts out; whether anything has to be done at all.
 */
@NullMarked
package dev.wasmmaven.toolkit.build;

import org.jspecify.annotations.NullMarked;
