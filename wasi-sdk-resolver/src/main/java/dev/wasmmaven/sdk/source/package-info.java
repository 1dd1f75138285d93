/** The places that an SDK can come from, one class each behind {@link dev.wasmmaven.sdk.source.SdkSource}. */
@NullMarked
package dev.wasmmaven.sdk.source;

import org.jspecify.annotations.NullMarked;
