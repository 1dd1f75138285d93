/** What was found on looking at a machine, a crate and its targets: as values, as text for people and as JSON for programs. */
@NullMarked
package dev.wasmmaven.toolkit.doctor;

import org.jspecify.annotations.NullMarked;
