package dev.wasmmaven.runtime.host.fs;

/** Ways to open, as tests need them. */
final class Modes {

    static final OpenMode READ = new OpenMode(true, false, false, false, false, false, true);
    static final OpenMode READ_LINK_ITSELF = new OpenMode(true, false, false, false, false, false, false);
    static final OpenMode WRITE = new OpenMode(false, true, false, false, false, false, true);
    static final OpenMode READ_WRITE = new OpenMode(true, true, false, false, false, false, true);
    static final OpenMode CREATE = new OpenMode(true, true, true, false, false, false, true);
    static final OpenMode CREATE_NEW = new OpenMode(true, true, true, true, false, false, true);
    static final OpenMode CREATE_TO_READ = new OpenMode(true, false, true, false, false, false, true);
    static final OpenMode TRUNCATE = new OpenMode(true, true, false, false, true, false, true);
    static final OpenMode DIRECTORY = new OpenMode(true, false, false, false, false, true, true);
    static final OpenMode DIRECTORY_WRITE = new OpenMode(true, true, false, false, false, true, true);
    static final OpenMode DIRECTORY_CREATE = new OpenMode(true, false, true, false, false, true, true);
    static final OpenMode DIRECTORY_LINK_ITSELF = new OpenMode(true, false, false, false, false, true, false);

    private Modes() {}
}
