/**
 * Unpacked SDKs, shared by all processes of a user. An entry is there whole or not at all, whatever dies when: it is made aside
 * and moved to its place in one step.
 */
@NullMarked
package dev.wasmmaven.sdk.cache;

import org.jspecify.annotations.NullMarked;
