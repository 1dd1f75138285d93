/**
 * The goals: each a shell that takes parameters from Maven, makes a request of the toolkit and shows the result the way
 * Maven's own plugins do. The sub-packages hold what a goal needs of Maven (life cycle, artifacts) and what turns
 * configuration text into typed values.
 */
@NullMarked
package dev.wasmmaven.plugin;

import org.jspecify.annotations.NullMarked;
