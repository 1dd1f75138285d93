/**
 * From test executables to results: load each once, list its tests, run every test in an instance of its own, in
 * parallel, and judge how it ended. A panic aborts the whole module on targets without unwinding, so that one
 * instance for all tests would never get past the first failure.
 */
@NullMarked
package dev.wasmmaven.toolkit.testrun;

import org.jspecify.annotations.NullMarked;
