/** Component values in Java, as embedders and host functions see them. */
@NullMarked
package dev.wasmmaven.runtime.component.value;

import org.jspecify.annotations.NullMarked;
