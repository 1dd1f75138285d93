/** Bytes from a server into a file: any transport below, and above it resumption, retries, a size cap and the check of the digest. */
@NullMarked
package dev.wasmmaven.sdk.transfer;

import org.jspecify.annotations.NullMarked;
