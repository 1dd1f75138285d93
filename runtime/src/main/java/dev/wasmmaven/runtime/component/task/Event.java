package dev.wasmmaven.runtime.component.task;

/** What a waitable tells a guest (CanonicalABI.md, Waitable State); the three numbers that core code gets. */
public record Event(int code, int index, int payload) {

    public static final int NONE_CODE = 0;
    public static final int SUBTASK = 1;
    public static final int STREAM_READ = 2;
    public static final int STREAM_WRITE = 3;
    public static final int FUTURE_READ = 4;
    public static final int FUTURE_WRITE = 5;
    public static final int TASK_CANCELLED_CODE = 6;

    public static final Event NONE = new Event(NONE_CODE, 0, 0);
    public static final Event TASK_CANCELLED = new Event(TASK_CANCELLED_CODE, 0, 0);
}
