package dev.wasmmaven.runtime.component.task;

/** An error context (CanonicalABI.md, canon error-context.new). */
public record ErrorContext(String debugMessage) {}
