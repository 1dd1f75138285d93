/**
 * What goes wrong around cargo and rustup, with cause and remedy: the exception that carries an id to the user, and the
 * table that knows the tools' own messages.
 */
@NullMarked
package dev.wasmmaven.toolkit.diagnostics;

import org.jspecify.annotations.NullMarked;
