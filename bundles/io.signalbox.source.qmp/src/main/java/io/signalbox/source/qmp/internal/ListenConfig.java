package io.signalbox.source.qmp.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sees of the settings; {@link ListenSettings} has the defaults and checks them. */
@ObjectClassDefinition(
        name = "Signalbox QEMU listener",
        description = "Listens for QEMUs that connect with -chardev socket,...,server=off,reconnect=1.")
@interface ListenConfig {

    @AttributeDefinition(description = "The path of the Unix socket on which the bus listens.")
    String socket();

    @AttributeDefinition(description = "How many VMs may be connected at once.", min = "1", max = "4096")
    int connections() default 256;

    @AttributeDefinition(description = "How long to wait for the greeting.", min = "10", max = "600000")
    int greeting_timeout_millis() default 5_000;

    @AttributeDefinition(description = "How long to wait for a reply.", min = "10", max = "600000")
    int reply_timeout_millis() default 10_000;

    @AttributeDefinition(description = "How many events of one VM may wait for the bus.", min = "16", max = "1048576")
    int queue_capacity() default 65_536;

    @AttributeDefinition(description = "How many bytes a line may have.", min = "1024", max = "67108864")
    int line_bytes() default 1_048_576;
}
