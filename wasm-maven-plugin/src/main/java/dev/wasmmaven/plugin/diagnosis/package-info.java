/** The one exception that goals themselves end with; what the toolkit and the runtime throw has its diagnosis already. */
@NullMarked
package dev.wasmmaven.plugin.diagnosis;

import org.jspecify.annotations.NullMarked;
