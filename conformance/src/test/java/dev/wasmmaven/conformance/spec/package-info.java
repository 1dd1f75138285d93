/** The core specification's own tests, all of them, against a ledger of the failures that are known. */
@NullMarked
package dev.wasmmaven.conformance.spec;

import org.jspecify.annotations.NullMarked;
