package io.signalbox.store.memory.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.Durability;
import io.signalbox.api.EventPattern;
import io.signalbox.api.config.Settings;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.spi.Snapshot;
import io.signalbox.api.spi.SnapshotStore;
import io.signalbox.api.spi.StoreException;
import io.signalbox.api.spi.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugs both memory stores and their settings into OSGi; they rank below any store that keeps things for longer. */
@Component(
        service = {EventStore.class, SnapshotStore.class},
        configurationPid = MemoryStoreSettings.PID,
        immediate = true,
        property = "service.ranking:Integer=-1000")
@Designate(ocd = MemoryStoreConfig.class)
public final class MemoryStoreComponent implements EventStore, SnapshotStore {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryStoreComponent.class);

    private final MemoryEventStore events;
    private final MemorySnapshotStore snapshots;
    private MemoryStoreSettings settings; // SCR calls one method at a time

    @Activate
    public MemoryStoreComponent(Map<String, Object> properties) {
        settings = read(properties, MemoryStoreSettings.DEFAULT);
        events = new MemoryEventStore(settings.maxEvents(), Instant::now);
        snapshots = new MemorySnapshotStore(settings.maxSnapshots());
    }

    @Modified
    void modified(Map<String, Object> properties) {
        settings = read(properties, settings);
        events.resize(settings.maxEvents());
        snapshots.resize(settings.maxSnapshots());
    }

    private static MemoryStoreSettings read(Map<String, Object> properties, MemoryStoreSettings inForce) {
        Settings raw = new Settings(MemoryStoreSettings.PID, properties);
        MemoryStoreSettings read = MemoryStoreSettings.read(raw, inForce);
        raw.refusals().forEach(refusal -> LOG.warn("refused: {}", refusal));
        return read;
    }

    @Override
    public CompletionStage<StoredEvent> append(
            String stream,
            OptionalLong streamSequence,
            DomainEvent event,
            Map<String, String> headers,
            Durability durability) {
        return events.append(stream, streamSequence, event, headers, durability);
    }

    @Override
    public List<StoredEvent> read(long sequence, EventPattern types, int limit) {
        return events.read(sequence, types, limit);
    }

    @Override
    public List<StoredEvent> readStream(String stream, long from, long to) {
        return events.readStream(stream, from, to);
    }

    @Override
    public OptionalLong sequenceAt(Instant time) {
        return events.sequenceAt(time);
    }

    @Override
    public long lastSequence() {
        return events.lastSequence();
    }

    @Override
    public long lastStreamSequence(String stream) {
        return events.lastStreamSequence(stream);
    }

    @Override
    public Set<String> streams() {
        return events.streams();
    }

    @Override
    public void truncateStream(String stream, long through) {
        events.truncateStream(stream, through);
    }

    @Override
    public void deleteStream(String stream) {
        events.deleteStream(stream);
    }

    @Override
    public void store(Snapshot snapshot) throws StoreException {
        snapshots.store(snapshot);
    }

    @Override
    public Optional<Snapshot> latest(String vmId) {
        return snapshots.latest(vmId);
    }

    @Override
    public Optional<Snapshot> get(String vmId, long version) {
        return snapshots.get(vmId, version);
    }

    @Override
    public List<Long> versions(String vmId) {
        return snapshots.versions(vmId);
    }

    @Override
    public void delete(String vmId, long version) {
        snapshots.delete(vmId, version);
    }

    @Override
    public int deleteBefore(Instant time) {
        return snapshots.deleteBefore(time);
    }
}
