/**
 * The words in which a wasi-sdk is asked for and answered: versions, host platforms, targets, the request, the result and
 * what can go wrong. The work is done in the packages below, which know this one and are not known by it.
 */
@NullMarked
package dev.wasmmaven.sdk;

import org.jspecify.annotations.NullMarked;
