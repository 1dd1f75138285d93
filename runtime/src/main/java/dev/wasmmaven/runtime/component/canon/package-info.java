/**
 * The canonical definitions (CanonicalABI.md, Canonical Definitions): lifted and lowered functions and the built-ins, bound to
 * an instance.
 */
@NullMarked
package dev.wasmmaven.runtime.component.canon;

import org.jspecify.annotations.NullMarked;
