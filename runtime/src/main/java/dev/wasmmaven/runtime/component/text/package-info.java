/** Components in words: types and worlds as WIT (WIT.md), values and calls as WAVE. */
@NullMarked
package dev.wasmmaven.runtime.component.text;

import org.jspecify.annotations.NullMarked;
