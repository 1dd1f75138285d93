/**
 * Talking with cargo: one command line built from typed values, {@code cargo metadata} read, and the messages of a build
 * turned into events. Paths are always those that cargo reports, never guessed.
 */
@NullMarked
package dev.wasmmaven.toolkit.cargo;

import org.jspecify.annotations.NullMarked;
