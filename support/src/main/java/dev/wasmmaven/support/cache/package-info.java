/**
 * Files that several builds share: published whole or not at all, and locked against other threads and other processes.
 */
@NullMarked
package dev.wasmmaven.support.cache;

import org.jspecify.annotations.NullMarked;
