/**
 * What a guest can be given of the host, in plain Java: arguments, environment, clocks, random bytes, standard
 * streams, directories, and the way to wake what blocks. It knows only the JDK, no WebAssembly, so that WASI 0.1, 0.2
 * and 0.3 stand on one and the same layer and a security review has one place. Files are in {@code host.fs}.
 */
@NullMarked
package dev.wasmmaven.runtime.host;

import org.jspecify.annotations.NullMarked;
