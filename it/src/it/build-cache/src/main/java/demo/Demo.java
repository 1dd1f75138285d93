package demo;

public final class Demo {}
