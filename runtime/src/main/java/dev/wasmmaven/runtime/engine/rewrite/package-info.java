/** Core modules that need not run as they are: recognised by their structure, never by their names. */
@NullMarked
package dev.wasmmaven.runtime.engine.rewrite;

import org.jspecify.annotations.NullMarked;
