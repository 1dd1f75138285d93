/** Archives from elsewhere into a folder of ours: nothing outside of it is touched, whatever the archive says. */
@NullMarked
package dev.wasmmaven.sdk.archive;

import org.jspecify.annotations.NullMarked;
