package io.signalbox.testing;

import io.signalbox.api.Receipt;
import io.signalbox.api.Refusal;
import io.signalbox.api.RefusalReason;

/** Says what a receipt must tell. Each method returns this, or throws an {@link AssertionError} that shows the receipt. */
public final class ReceiptAssert {
    private final Receipt receipt;

    private ReceiptAssert(Receipt receipt) {
        this.receipt = receipt;
    }

    public static ReceiptAssert assertReceipt(Receipt receipt) {
        return new ReceiptAssert(receipt);
    }

    /** All of these took the event. */
    public ReceiptAssert acceptedBy(String... subscriptions) {
        for (String subscription : subscriptions) {
            check(receipt.accepted().contains(subscription), subscription + " to accept");
        }
        return this;
    }

    /** Whoever was offered the event took it. */
    public ReceiptAssert acceptedByAll() {
        return check(receipt.complete(), "nobody to refuse");
    }

    /** It did not take the event, for this reason. */
    public ReceiptAssert refusedBy(String subscription, RefusalReason reason) {
        return check(
                receipt.refused().contains(new Refusal(subscription, reason)),
                subscription + " to refuse with " + reason);
    }

    /** It took the event, and its handler failed while the publisher waited, or the event was parked at once. */
    public ReceiptAssert failedFor(String subscription) {
        return check(receipt.failed().contains(subscription), subscription + " to fail");
    }

    /** Nobody listens to the event's type. */
    public ReceiptAssert withoutSubscribers() {
        return check(receipt.accepted().isEmpty() && receipt.refused().isEmpty(), "no subscribers");
    }

    private ReceiptAssert check(boolean right, String expected) {
        if (!right) {
            throw new AssertionError("expected " + expected + ", but was " + receipt);
        }
        return this;
    }
}
