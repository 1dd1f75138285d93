/** Configuration as users write it, turned into typed values; knows no Maven, so that each rule is tested by itself. */
@NullMarked
package dev.wasmmaven.plugin.config;

import org.jspecify.annotations.NullMarked;
