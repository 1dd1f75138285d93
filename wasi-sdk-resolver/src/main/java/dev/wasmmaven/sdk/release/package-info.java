/** Which file of which release has the SDK of a version for a machine: data, with the reader that turns it into addresses. */
@NullMarked
package dev.wasmmaven.sdk.release;

import org.jspecify.annotations.NullMarked;
