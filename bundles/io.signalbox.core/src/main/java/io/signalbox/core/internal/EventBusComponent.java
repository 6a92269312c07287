package io.signalbox.core.internal;

import io.signalbox.api.DeadLetter;
import io.signalbox.api.DeadLetters;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.DrainReport;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventBusStats;
import io.signalbox.api.EventFilter;
import io.signalbox.api.EventPublisher;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.EventVersionException;
import io.signalbox.api.EventVersions;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.Receipt;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.config.Settings;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.spi.FilterLanguage;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.ProcessorView;
import io.signalbox.api.view.SubscriptionView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plugs the bus into OSGi: settings, processors, filters, policies and migrators in; the bus, its view, its dead letters
 * and what it knows of versions out.
 */
@Component(
        service = {UnifiedEventBus.class, BusView.class, DeadLetters.class, EventVersions.class, EventBusComponent.class
        },
        configurationPid = CoreSettings.PID,
        immediate = true)
@Designate(ocd = CoreConfig.class)
public final class EventBusComponent implements UnifiedEventBus, BusView, DeadLetters, EventVersions {
    private static final Logger LOG = LoggerFactory.getLogger(EventBusComponent.class);

    private final EventBusCore core;
    private EventStore store; // guarded by this

    @Activate
    public EventBusComponent(Map<String, Object> properties) {
        core = new EventBusCore(read(properties, EventBusConfig.DEFAULT));
        core.start();
    }

    @Modified
    void modified(Map<String, Object> properties) {
        core.reconfigure(read(properties, core.config()));
    }

    @Deactivate
    void close() {
        DrainReport report = core.stop();
        core.close();
        LOG.info("{}", report);
    }

    private static EventBusConfig read(Map<String, Object> properties, EventBusConfig inForce) {
        Settings settings = new Settings(CoreSettings.PID, properties);
        EventBusConfig read = CoreSettings.read(settings, inForce);
        settings.refusals().forEach(refusal -> LOG.warn("refused: {}", refusal));
        return read;
    }

    EventBusCore core() {
        return core;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindProcessor(EventProcessor processor, Map<String, Object> properties) {
        core.addProcessor(processor, ranking(properties), processor.getClass().getName());
    }

    void unbindProcessor(EventProcessor processor) {
        core.removeProcessor(processor);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindFilter(EventFilter filter, Map<String, Object> properties) {
        core.strategies().addFilter(name(properties, EventFilter.NAME), filter, ranking(properties));
    }

    void unbindFilter(EventFilter filter, Map<String, Object> properties) {
        core.strategies().removeFilter(name(properties, EventFilter.NAME), filter);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindFilterLanguage(FilterLanguage language, Map<String, Object> properties) {
        core.strategies().addLanguage(language, ranking(properties));
    }

    void unbindFilterLanguage(FilterLanguage language) {
        core.strategies().removeLanguage(language);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindRetryPolicy(RetryPolicy policy, Map<String, Object> properties) {
        core.strategies().addRetryPolicy(name(properties, RetryPolicy.NAME), policy, ranking(properties));
    }

    void unbindRetryPolicy(RetryPolicy policy, Map<String, Object> properties) {
        core.strategies().removeRetryPolicy(name(properties, RetryPolicy.NAME), policy);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindMigrator(EventVersionMigrator migrator, Map<String, Object> properties) {
        core.addMigrator(migrator, ranking(properties));
    }

    void unbindMigrator(EventVersionMigrator migrator) {
        core.removeMigrator(migrator);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindStore(EventStore next) {
        store = next;
        core.store(next);
    }

    synchronized void unbindStore(EventStore leaving) {
        if (store == leaving) {
            store = null;
            core.store(null);
        }
    }

    private static int ranking(Map<String, Object> properties) {
        return properties.get("service.ranking") instanceof Integer ranking ? ranking : 0;
    }

    private static String name(Map<String, Object> properties, String key) {
        return properties.get(key) instanceof String name ? name : "";
    }

    @Override
    public Receipt publish(DomainEvent event) {
        return core.publish(event);
    }

    @Override
    public Receipt publish(DomainEvent event, PublishOptions options) {
        return core.publish(event, options);
    }

    @Override
    public CompletionStage<Receipt> publishAsync(DomainEvent event) {
        return core.publishAsync(event);
    }

    @Override
    public CompletionStage<DomainEvent> request(DomainEvent event, PublishOptions options, Duration limit) {
        return core.request(event, options, limit);
    }

    @Override
    public EventPublisher publisher(String eventType) {
        return core.publisher(eventType);
    }

    @Override
    public EventSubscriptionId subscribe(String eventType, EnhancedEventHandler handler, SubscriptionOptions options) {
        return core.subscribe(eventType, handler, options);
    }

    @Override
    public void unsubscribe(EventSubscriptionId id) {
        core.unsubscribe(id);
    }

    @Override
    public EventBusStats stats() {
        return core.stats();
    }

    @Override
    public void start() {
        core.start();
    }

    @Override
    public DrainReport stop() {
        return core.stop();
    }

    @Override
    public List<SubscriptionView> subscriptions() {
        return core.subscriptions();
    }

    @Override
    public List<ProcessorView> processors() {
        return core.processors();
    }

    @Override
    public EventBusConfig config() {
        return core.config();
    }

    @Override
    public List<DeadLetter> list() {
        return core.list();
    }

    @Override
    public int redrive(Predicate<DeadLetter> chosen) {
        return core.redrive(chosen);
    }

    @Override
    public int discard(Predicate<DeadLetter> chosen) {
        return core.discard(chosen);
    }

    @Override
    public int latestVersion(String eventType) {
        return core.versions().latestVersion(eventType);
    }

    @Override
    public boolean isVersionCompatible(String eventType, int version) {
        return core.versions().isVersionCompatible(eventType, version);
    }

    @Override
    public DomainEvent migrateToLatest(DomainEvent event) throws EventVersionException {
        return core.versions().migrateToLatest(event);
    }

    @Override
    public List<DomainEvent> migrate(List<? extends DomainEvent> events) throws EventVersionException {
        return core.versions().migrate(events);
    }

    @Override
    public List<VersionIssue> validate(List<? extends DomainEvent> events) {
        return core.versions().validate(events);
    }

    @Override
    public UpgradeReport upgradeReport(List<? extends DomainEvent> events) {
        return core.versions().upgradeReport(events);
    }
}
