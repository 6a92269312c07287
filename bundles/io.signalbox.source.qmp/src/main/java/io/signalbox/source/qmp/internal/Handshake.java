package io.signalbox.source.qmp.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a VM says of itself after each connect; what happened before is never told again, so this is where its story
 * begins anew.
 *
 * @param hypervisor its name and version
 * @param status its own word for its state; empty if it did not say
 * @param running whether it executes code
 * @param name as given to it; empty if it has none
 * @param uuid as given to it; empty if it has none
 * @param cpuThread the host's number of the first virtual CPU's thread; empty if there is none
 * @param raw the replies by command
 */
record Handshake(
        String hypervisor,
        String status,
        boolean running,
        String name,
        Optional<UUID> uuid,
        String cpuThread,
        Map<String, Object> raw) {

    private static final UUID NIL = new UUID(0, 0);

    /** Waits for the greeting, then asks. */
    static Handshake perform(QmpConnection connection) throws ConnectionEnd {
        Fields greeting = new Fields(connection.greeting());
        if (connection.execute("qmp_capabilities").isEmpty()) {
            throw new ConnectionEnd(ConnectionEnd.Why.NOT_QMP, false, "the VM refused qmp_capabilities");
        }
        Map<String, Object> raw = new LinkedHashMap<>();
        for (String query : List.of("query-status", "query-name", "query-uuid", "query-cpus-fast", "query-jobs")) {
            Optional<Object> reply = connection.execute(query);
            reply.ifPresent(value -> raw.put(query, value));
        }
        Fields replies = new Fields(raw);
        Fields status = replies.in("query-status");
        return new Handshake(
                "QEMU " + version(greeting.in("version").in("qemu")),
                status.text("status"),
                status.flag("running"),
                replies.in("query-name").text("name"),
                uuid(replies.in("query-uuid").text("UUID")),
                cpuThread(raw.get("query-cpus-fast")),
                raw);
    }

    private static String version(Fields qemu) {
        return qemu.text("major") + "." + qemu.text("minor") + "." + qemu.text("micro");
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(uuid -> !uuid.equals(NIL));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String cpuThread(Object cpus) {
        if (cpus instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?> cpu) {
            return new Fields(cpu).text("thread-id");
        }
        return "";
    }
}
