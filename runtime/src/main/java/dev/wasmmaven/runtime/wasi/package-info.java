/**
 * What WASI 0.2 and 0.3 have in common: what a run has of the host, how interfaces are declared in the words of WIT and given
 * their bodies, and the functions of files and of sockets' options that do the same in both.
 */
@NullMarked
package dev.wasmmaven.runtime.wasi;

import org.jspecify.annotations.NullMarked;
