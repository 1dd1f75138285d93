/** Which wasi-sdk a project wants and where it may come from, as values; and the search for it with the machine's means. */
@NullMarked
package dev.wasmmaven.toolkit.sdk;

import org.jspecify.annotations.NullMarked;
