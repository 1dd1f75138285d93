/**
 * Linking: what a host offers to components, what they import, and instances made of both. Host functions are written
 * against {@link dev.wasmmaven.runtime.component.link.HostInterface} and
 * {@link dev.wasmmaven.runtime.component.link.HostCall}.
 */
@NullMarked
package dev.wasmmaven.runtime.component.link;

import org.jspecify.annotations.NullMarked;
