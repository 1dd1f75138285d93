/**
 * Handles: the table of each component instance (CanonicalABI.md, Table State), resource types and what stands behind a
 * handle (Resource State).
 */
@NullMarked
package dev.wasmmaven.runtime.component.handle;

import org.jspecify.annotations.NullMarked;
