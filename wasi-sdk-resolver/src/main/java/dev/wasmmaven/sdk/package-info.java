/**
 * The value types of a wasi-sdk: versions and host platforms. Finding and downloading one comes on top of them.
 */
@NullMarked
package dev.wasmmaven.sdk;

import org.jspecify.annotations.NullMarked;
