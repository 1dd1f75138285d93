/** The wasi-sdk and Maven: its configuration, toolchains.xml, artifacts, and downloads by mirrors, proxies and servers of the settings. */
@NullMarked
package dev.wasmmaven.plugin.sdk;

import org.jspecify.annotations.NullMarked;
