/** JSON as small trees, over Jackson's streaming core: what cargo says and what the up-to-date check remembers. */
@NullMarked
package dev.wasmmaven.toolkit.json;

import org.jspecify.annotations.NullMarked;
