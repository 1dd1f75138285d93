/**
 * What a module's file says about itself, read without running or compiling it; also of modules that use what this
 * runtime does not have.
 */
@NullMarked
package dev.wasmmaven.runtime.inspect;

import org.jspecify.annotations.NullMarked;
