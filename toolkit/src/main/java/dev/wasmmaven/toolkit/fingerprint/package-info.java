/**
 * Whether anything has changed since a build: contents of files, values of variables, and what was made of them. A skip that
 * should not have been is worse than a build that need not have been, so that every doubt means "changed".
 */
@NullMarked
package dev.wasmmaven.toolkit.fingerprint;

import org.jspecify.annotations.NullMarked;
