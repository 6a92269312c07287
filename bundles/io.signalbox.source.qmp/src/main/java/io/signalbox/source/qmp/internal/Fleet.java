package io.signalbox.source.qmp.internal;

import io.signalbox.api.UnifiedEventBus;
import io.signalbox.vm.host.VmRef;
import io.signalbox.vm.source.EventFeed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The VMs that one source has seen, by uuid; it remembers those of old, so that their incarnations count on. */
final class Fleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final int REMEMBERED = 4_096;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final UnifiedEventBus bus;
    private final String host;
    private final Map<UUID, Vm> vms = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
    private int queueCapacity; // guarded by this

    /** @param host what to call this machine */
    Fleet(UnifiedEventBus bus, String host, int queueCapacity) {
        this.bus = bus;
        this.host = host;
        this.queueCapacity = queueCapacity;
    }

    /** A VM's own id, or one made of the host's and the VM's name if it was given none. */
    UUID idOf(Handshake said, String name) {
        byte[] made = (host + "/" + name).getBytes(StandardCharsets.UTF_8);
        return said.uuid().orElseGet(() -> UUID.nameUUIDFromBytes(made));
    }

    /** The VM with that id, which people call {@code name}. */
    synchronized Vm vm(UUID id, String name) {
        Vm known = vms.get(id);
        if (known != null) {
            return known;
        }
        forgetEldest();
        EventFeed feed = new EventFeed(
                bus,
                new VmRef(host, id, name, 1),
                "signalbox-qmp-" + name + "-publisher",
                queueCapacity,
                CLOSE_LIMIT,
                e -> LOG.warn("{}: an event was not published", name, e));
        Vm added = new Vm(new VmRef(host, id, name, 1), feed);
        vms.put(id, added);
        return added;
    }

    synchronized void setQueueCapacity(int events) {
        queueCapacity = events;
        vms.values().forEach(vm -> vm.feed().setCapacity(events));
    }

    /** Nobody listens where the VMs did. */
    synchronized void unreachable() {
        vms.values().forEach(Vm::unreachable);
    }

    /** Publishes what is queued, for 2 seconds at most. */
    @Override
    public void close() {
        List<Vm> all;
        synchronized (this) {
            all = List.copyOf(vms.values());
        }
        EventFeed.closeAll(all.stream().map(Vm::feed).toList(), CLOSE_LIMIT);
        for (Vm vm : all) {
            LOG.info("{}: no longer watched: {}", vm.ref().name(), vm.feed().counts());
        }
    }

    private void forgetEldest() {
        if (vms.size() >= REMEMBERED) {
            vms.values().removeIf(vm -> vms.size() >= REMEMBERED && vm.forgettable());
        }
    }
}
