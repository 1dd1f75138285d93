package dev.wasmmaven.conformance.script;

/**
 * A module of a script.
 *
 * @param name its file beside the script
 * @param text whether the file is in the text format; then nothing but a parser of that format can judge it
 */
public record ModuleFile(String name, boolean text) {}
