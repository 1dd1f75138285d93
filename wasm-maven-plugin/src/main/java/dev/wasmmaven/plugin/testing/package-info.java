/** What the outcome of tests means for a Maven build. */
@NullMarked
package dev.wasmmaven.plugin.testing;

import org.jspecify.annotations.NullMarked;
