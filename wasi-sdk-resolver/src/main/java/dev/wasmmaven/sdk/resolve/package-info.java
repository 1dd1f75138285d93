/** Asks the sources in order and says which one won and why the others lost. */
@NullMarked
package dev.wasmmaven.sdk.resolve;

import org.jspecify.annotations.NullMarked;
