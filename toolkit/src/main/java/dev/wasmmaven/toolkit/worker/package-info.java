/**
 * A JVM of its own for tests, with the flags that suit them: how it is started, what is said to it and what it answers. One
 * that dies, whatever a guest did to it, takes only the tests that ran; the next ones get a new one.
 */
@NullMarked
package dev.wasmmaven.toolkit.worker;

import org.jspecify.annotations.NullMarked;
