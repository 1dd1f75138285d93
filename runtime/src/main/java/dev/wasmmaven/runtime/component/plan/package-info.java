/**
 * A validated component, ready to be instantiated: what to do, step by step, every index resolved. Immutable, shared by
 * all instances.
 */
@NullMarked
package dev.wasmmaven.runtime.component.plan;

import org.jspecify.annotations.NullMarked;
