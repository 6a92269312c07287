package io.signalbox.core.internal;

import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.QueueLoad;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** One mailbox as a processor sees it, as far as that is the same for whoever delivers and whoever chooses. */
abstract sealed class ShardQueue implements DeliveryQueue permits Attachment, ChosenQueue {
    final MailboxShard shard;
    private volatile LoadWindow window; // null until the processor wants to know

    ShardQueue(MailboxShard shard) {
        this.shard = shard;
    }

    @Override
    public final String subscription() {
        return shard.subscription.name;
    }

    @Override
    public final boolean blocking() {
        return shard.subscription.blocking();
    }

    @Override
    public final int capacity() {
        return shard.capacity();
    }

    @Override
    public final OptionalInt batchSize() {
        return shard.subscription.definition().options().batchSize();
    }

    @Override
    public final Optional<Duration> batchInterval() {
        return shard.subscription.definition().options().batchInterval();
    }

    @Override
    public final QueueLoad load() {
        LoadWindow looking = window;
        if (looking == null) {
            window = shard.measure();
            return QueueLoad.NOTHING;
        }
        return looking.look(shard.size());
    }

    /** The processor does not look any more. */
    final void endLoad() {
        LoadWindow looking = window;
        if (looking != null) {
            looking.close();
        }
    }
}
