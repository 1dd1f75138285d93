/**
 * Chicory behind the seam: its parser, validator and instances, its interpreter, and its compiler for what ours lacks.
 * With {@code engine.compiler}, the only room that knows Chicory's types; each of its traits that the seam hides is
 * written down where it is hidden.
 */
@NullMarked
package dev.wasmmaven.runtime.engine.chicory;

import org.jspecify.annotations.NullMarked;
