package io.signalbox.source.qmp.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sees of the settings; {@link DialOutSettings} has the defaults and checks them. */
@ObjectClassDefinition(name = "Signalbox QEMU source", description = "Watches one QEMU that listens for QMP.")
@interface DialOutConfig {

    @AttributeDefinition(description = "The path of the Unix socket on which QEMU listens.")
    String socket();

    @AttributeDefinition(description = "What to call the VM; empty to ask it.", required = false)
    String name() default "";

    @AttributeDefinition(description = "The wait after a first failure to connect.", min = "10", max = "60000")
    int backoff_least_millis() default 100;

    @AttributeDefinition(description = "The longest wait between attempts to connect.", min = "10", max = "600000")
    int backoff_most_millis() default 5_000;

    @AttributeDefinition(description = "How long to wait for the greeting.", min = "10", max = "600000")
    int greeting_timeout_millis() default 5_000;

    @AttributeDefinition(description = "How long to wait for a reply.", min = "10", max = "600000")
    int reply_timeout_millis() default 10_000;

    @AttributeDefinition(description = "How many events may wait for the bus.", min = "16", max = "1048576")
    int queue_capacity() default 65_536;

    @AttributeDefinition(description = "How many bytes a line may have.", min = "1024", max = "67108864")
    int line_bytes() default 1_048_576;
}
