/**
 * The types of the component model (Binary.md, Type Definitions; Explainer.md, Type Definitions), immutable and compared
 * by structure; resource types alone have an identity of their own.
 */
@NullMarked
package dev.wasmmaven.runtime.component.type;

import org.jspecify.annotations.NullMarked;
