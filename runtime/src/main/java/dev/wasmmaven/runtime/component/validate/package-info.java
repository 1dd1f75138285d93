/**
 * Validation of components (Explainer.md, Binary.md, CanonicalABI.md): from the syntax tree to a plan. Accepts and refuses
 * what {@code wasm-tools validate} does.
 *
 * <p>Types are here a graph of nodes ({@link dev.wasmmaven.runtime.component.validate.TypeNode}), compared by identity
 * where the specification asks which name a type was given, and by structure where it asks for subtyping. A plan holds
 * them as the plain values of {@code component.type}.
 */
@NullMarked
package dev.wasmmaven.runtime.component.validate;

import org.jspecify.annotations.NullMarked;
