/** What Maven has to know for {@code <packaging>wasm</packaging>}: the life cycle and the artifact type. */
@NullMarked
package dev.wasmmaven.plugin.lifecycle;

import org.jspecify.annotations.NullMarked;
