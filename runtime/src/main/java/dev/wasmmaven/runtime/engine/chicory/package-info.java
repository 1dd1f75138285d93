/**
 * Chicory behind the seam: its parser, validator, tables and instances, its compiler and its interpreter. The only
 * room that knows Chicory's types; each of its traits that the seam hides is written down where it is hidden.
 */
@NullMarked
package dev.wasmmaven.runtime.engine.chicory;

import org.jspecify.annotations.NullMarked;
