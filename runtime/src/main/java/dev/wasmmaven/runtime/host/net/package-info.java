/**
 * TCP and UDP sockets and names of hosts in plain Java: non-blocking channels, whose readiness one selector thread of the process tells. A guest
 * waits on its {@link dev.wasmmaven.runtime.host.StopSignal}, so that a stop wakes it.
 */
@NullMarked
package dev.wasmmaven.runtime.host.net;

import org.jspecify.annotations.NullMarked;
