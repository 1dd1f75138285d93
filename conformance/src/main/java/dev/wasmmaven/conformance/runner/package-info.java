/** Runs test scripts on an engine through the seam, and judges each command. */
@NullMarked
package dev.wasmmaven.conformance.runner;

import org.jspecify.annotations.NullMarked;
