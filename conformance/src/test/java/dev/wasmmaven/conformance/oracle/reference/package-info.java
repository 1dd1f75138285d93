/**
 * The Canonical ABI a second time, slow and plain, to compare the runtime's own with: its rules as the specification states
 * them, and random cases. The specification's own reference is compared with both.
 */
@NullMarked
package dev.wasmmaven.conformance.oracle.reference;

import org.jspecify.annotations.NullMarked;
