package io.signalbox.bench.candidate;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** Peer: the JDK's SubmissionPublisher with one subscriber on one thread. */
final class SubmissionBus implements AsyncBus {
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final SubmissionPublisher<BenchEvent> publisher = new SubmissionPublisher<>(worker, CAPACITY);

    SubmissionBus(Sink handler) {
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(BenchEvent event) {
                handler.handle(event);
            }

            @Override
            public void onError(Throwable failure) {
                throw new AssertionError(failure);
            }

            @Override
            public void onComplete() {}
        });
    }

    @Override
    public void publish(BenchEvent event) {
        publisher.submit(event);
    }

    @Override
    public void close() {
        publisher.close();
        worker.shutdownNow();
    }
}
