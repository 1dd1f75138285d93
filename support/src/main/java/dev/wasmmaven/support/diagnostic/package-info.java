/**
 * Stable ids of everything that can go wrong for a user, so that a message can be looked up. It lives in the lowest
 * room because the runtime's command line and the Maven side both show ids and may not know each other.
 */
@NullMarked
package dev.wasmmaven.support.diagnostic;

import org.jspecify.annotations.NullMarked;
