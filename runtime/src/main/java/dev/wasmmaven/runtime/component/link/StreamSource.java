package dev.wasmmaven.runtime.component.link;

/** Where the elements of a stream come from that the host gives to a guest. Runs on the store's thread. */
public interface StreamSource {

    /**
     * The reader waits. Answers once, now or later, by {@link StreamWriter#give}, {@link StreamWriter#ready} or
     * {@link StreamWriter#end}; is asked again for more.
     *
     * @param limit how many elements the reader has room for; 0 if it only wants to know when there are some
     */
    void produce(StreamWriter writer, int limit);

    /**
     * The reader waits no longer.
     *
     * @return whether no answer will come; one that comes nevertheless is kept for the next time
     */
    boolean giveUp();

    /** The stream is over, be it that it has ended or that the reader is gone. Called once. */
    void close();
}
