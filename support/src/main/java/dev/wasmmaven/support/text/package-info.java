/**
 * Values as users write them. The command line and the Maven plugin take the same forms and may not know each other, so
 * the forms are read here.
 */
@NullMarked
package dev.wasmmaven.support.text;

import org.jspecify.annotations.NullMarked;
