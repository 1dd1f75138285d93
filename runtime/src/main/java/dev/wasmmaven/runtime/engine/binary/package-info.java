/**
 * The outside of a module's binary format (core specification, section 5.5): header, sections, custom sections. It
 * answers what an engine's parser does not: where a damaged file ends, and whether the file is a component.
 */
@NullMarked
package dev.wasmmaven.runtime.engine.binary;

import org.jspecify.annotations.NullMarked;
