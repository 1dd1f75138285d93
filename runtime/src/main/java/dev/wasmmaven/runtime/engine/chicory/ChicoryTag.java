package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.TagInstance;
import dev.wasmmaven.runtime.engine.CoreTag;
import dev.wasmmaven.runtime.engine.CoreTagType;

/** An exception tag. */
record ChicoryTag(TagInstance raw, CoreTagType type) implements CoreTag {}
