package io.signalbox.api.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps snapshots by VM and version. An OSGi service. Safe for any thread; every call may block on the device. */
@ConsumerType
public interface SnapshotStore {

    /** Stores a snapshot; one of the same VM and version is replaced. */
    void store(Snapshot snapshot) throws StoreException;

    /** The VM's snapshot of the highest version. */
    Optional<Snapshot> latest(String vmId) throws StoreException;

    /** The VM's snapshot of this version. */
    Optional<Snapshot> get(String vmId, long version) throws StoreException;

    /** The versions there are of the VM, ascending. */
    List<Long> versions(String vmId) throws StoreException;

    /** Removes one; an unknown one does nothing. */
    void delete(String vmId, long version) throws StoreException;

    /** Removes those made before {@code time}, but never a VM's latest; returns how many. */
    int deleteBefore(Instant time) throws StoreException;
}
