package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The ring against a naive model, and by several producers at once. */
class QueueHistoryTest {
    private static final int PRODUCERS = 3;
    private static final int LARGEST = 300;

    private record Item(int producer, long number) {}

    @Test
    void oneThreadSeesWhatTheModelSees() {
        History history = new History();
        history.thread("model", random -> {
            while (history.goesOn()) {
                compareWithModel(random);
            }
        });
        history.run();
    }

    private static void compareWithModel(Random random) {
        int capacity = 1 + random.nextInt(LARGEST);
        boolean shut = false;
        RingQueue queue = new RingQueue(capacity);
        ArrayDeque<Integer> model = new ArrayDeque<>();
        int eager = 1 + random.nextInt(9);
        for (int i = 0; i < 5_000; i++) {
            int choice = random.nextInt(1_000);
            if (choice == 0) {
                capacity = 1 + random.nextInt(LARGEST);
                queue.setCapacity(capacity);
            } else if (choice == 1) {
                queue.shut();
                shut = true;
            } else if (choice < 8) {
                queue.reopen();
                shut = false;
            } else if (choice % 10 < eager) {
                EventQueue.Offer expected = shut
                        ? EventQueue.Offer.SHUT
                        : model.size() < capacity ? EventQueue.Offer.ACCEPTED : EventQueue.Offer.FULL;
                if (expected == EventQueue.Offer.ACCEPTED) {
                    model.add(i);
                }
                assertThat(queue.offer(i)).isEqualTo(expected);
            } else {
                assertThat(queue.poll()).isEqualTo(model.poll());
            }
            assertThat(queue.size()).isEqualTo(model.size());
            assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    @Test
    void severalProducersLoseNothingWhileTheCapacityChanges() {
        // given
        History history = new History();
        RingQueue queue = new RingQueue(1);
        AtomicInteger producing = new AtomicInteger(PRODUCERS);
        long[] last = new long[PRODUCERS];

        // when
        for (int producer = 0; producer < PRODUCERS; producer++) {
            int number = producer;
            history.thread("producer-" + producer, random -> {
                for (long next = 1; history.goesOn(); next++) {
                    while (queue.offer(new Item(number, next)) != EventQueue.Offer.ACCEPTED) {
                        Thread.yield();
                    }
                }
                producing.decrementAndGet();
            });
        }
        history.thread("changer", random -> {
            while (history.goesOn()) {
                queue.setCapacity(1 + random.nextInt(LARGEST));
                Thread.yield();
            }
        });
        history.thread("consumer", random -> {
            while (producing.get() > 0 || !queue.isEmpty()) {
                Item item = (Item) queue.poll();
                if (item == null) {
                    Thread.onSpinWait();
                } else if (item.number() != ++last[item.producer()]) {
                    history.fail("instead of number " + last[item.producer()] + " came " + item);
                    last[item.producer()] = item.number();
                }
            }
        });

        // then
        history.run();
        assertThat(queue.taken()).isEqualTo(queue.accepted()).isPositive();
    }
}
