/**
 * Compiled code kept on disk, by content: one file for each module and version of the compiler.
 *
 * <p>Threat model: whoever can write to the cache decides what code runs. So it is a directory that belongs to the user
 * and that nobody else can write to or replace, or it is not used at all. Checksums find damage, not malice. Files
 * appear by atomic rename and are read whole, so any number of processes may share them; of two that write at once, one
 * wins, and the other's additions are made again next time.
 */
@NullMarked
package dev.wasmmaven.runtime.engine.cache;

import org.jspecify.annotations.NullMarked;
