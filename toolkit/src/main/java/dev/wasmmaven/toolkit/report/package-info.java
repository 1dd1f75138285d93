/** What test results look like: as XML in Surefire's format, and as lines on a console. */
@NullMarked
package dev.wasmmaven.toolkit.report;

import org.jspecify.annotations.NullMarked;
