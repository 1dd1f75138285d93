/**
 * Child processes, all through one {@link dev.wasmmaven.support.process.CommandRunner}, so that argument lists,
 * environment, output, timeouts and the end of whole process trees are right in one place.
 */
@NullMarked
package dev.wasmmaven.support.process;

import org.jspecify.annotations.NullMarked;
