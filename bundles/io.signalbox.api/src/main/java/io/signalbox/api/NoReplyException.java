package io.signalbox.api;

/** A request was not answered; the message says whether nobody answered or the time was over. */
public final class NoReplyException extends Exception {
    private static final long serialVersionUID = 1L;

    public NoReplyException(String message) {
        super(message);
    }
}
