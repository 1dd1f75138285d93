package dev.wasmmaven.toolkit.testrun;

/** An executable did not give its list of tests; becomes the result of that executable. */
final class ListingException extends Exception {

    private final transient TestFailure failure;

    ListingException(TestFailure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    TestFailure failure() {
        return failure;
    }
}
