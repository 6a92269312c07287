package io.signalbox.processor.adaptive.internal;

import static io.signalbox.api.ProcessingMode.ASYNC;
import static io.signalbox.api.ProcessingMode.BATCH;
import static io.signalbox.api.ProcessingMode.SYNC;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.QueueLoad;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which mode one queue is best served in. Every threshold has two values, one to come and one to go, and between
 * changes there is a growing wait ({@link Patience}).
 *
 * <ul>
 *   <li>It begins as ASYNC, which is right for whatever nothing is known of, and for whatever takes long.
 *   <li>To SYNC: an event takes {@code sync.micros} at most, all events together a quarter of one thread's time, no burst
 *       was more than half a millisecond's work, and no backlog waits now. The hand-over to another thread costs more
 *       than such a handler. Never if the handler blocks.
 *   <li>From SYNC to ASYNC, at once and without patience, for publishers are waiting: an event takes twice as long, or in
 *       three looks in a row eight times; half of a thread's time; or a call that has not returned for 100 ms. With
 *       patience: a burst of more than a millisecond's work, which would be better done elsewhere.
 *   <li>From ASYNC to BATCH: half of the events met a backlog while half of a thread's time was used, or there was a
 *       burst of more than a millisecond's work and of {@code backlog.events} at least. A backlog with less work than that
 *       tells of the machine, not of the load, and few events are no batch. It is a trial: BATCH is kept only if an event takes {@code batch.gain} less than as ASYNC, and none waits
 *       more than four times as long. A trial that fails is repeated after 2 s, then each time twice as late, up to 5
 *       minutes.
 *   <li>From BATCH to ASYNC: for two seconds one event at a time would have kept a thread busy for less than a quarter
 *       of its time, and no burst was more than half a millisecond's work.
 *   <li>A mode that nobody serves is not chosen, and left at once; but not for SYNC, at the publishers' cost.
 * </ul>
 *
 * <p>Why so: docs/decisions/0010-adaptive-choice.md. Used by one thread; times are of {@link System#nanoTime}.
 */
final class Choice {
    private static final int ENOUGH_EVENTS = 20;
    private static final int ENOUGH_TRIED = 200;
    private static final int SLOW_LOOKS = 3;
    private static final double SLOW = 2;
    private static final double VERY_SLOW = 8;
    private static final double CALM_BUSY = 0.25;
    private static final double FULL_BUSY = 0.5;
    private static final double CALM_BURST_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final double FULL_BURST_NANOS = TimeUnit.MICROSECONDS.toNanos(1_000);
    private static final double FULL_CROWD = 0.5;
    private static final double LONGER_WAIT = 4;
    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long TRIAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_TRIAL_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final boolean blocking;
    private final Patience patience;
    private final Map<ProcessingMode, Double> costs = new EnumMap<>(ProcessingMode.class); // when it was left
    private ProcessingMode mode = ASYNC;
    private LoadPicture picture = new LoadPicture();
    private long since;
    private long stormy; // when BATCH was last worth it
    private boolean trial;
    private double waitBefore; // as ASYNC, of the slowest, when the trial began
    private long nextTrial;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private String why = "it begins so";
    private int lastWaiting; // when the mode was chosen, so too the next
    private double lastPerSecond;

    Choice(boolean blocking, long now) {
        this.blocking = blocking;
        patience = new Patience(now);
        since = now;
        stormy = now;
        nextTrial = now;
    }

    /** Takes one look in; returns the mode from now on. */
    ProcessingMode look(QueueLoad load, AdaptiveSettings settings, Set<ProcessingMode> present, long now) {
        if (load.nanos() > 0) {
            picture.add(
                    load,
                    settings.backlogEvents(),
                    TimeUnit.MILLISECONDS.toNanos(settings.backlogMillis()),
                    VERY_SLOW * syncNanos(settings));
        }
        if (!present.contains(mode)) {
            fallBack(present, now);
        } else if (mode == SYNC) {
            lookAsSync(load, settings, present, now);
        } else if (mode == ASYNC) {
            lookAsAsync(settings, present, now);
        } else if (trial) {
            judgeTrial(settings, present, now);
        } else {
            lookAsBatch(settings, present, now);
        }
        return mode;
    }

    private static double syncNanos(AdaptiveSettings settings) {
        return settings.syncMicros() * 1e3;
    }

    private void fallBack(Set<ProcessingMode> present, long now) {
        String gone = "there is no " + mode + " processor";
        if (present.contains(ASYNC)) {
            change(ASYNC, gone, now);
        } else if (present.contains(BATCH)) {
            change(BATCH, gone, now);
        } else {
            why = gone; // and the bus holds what comes; SYNC would be at the publishers' cost
        }
    }

    private void lookAsSync(QueueLoad load, AdaptiveSettings settings, Set<ProcessingMode> present, long now) {
        double each = picture.nanosPerEvent();
        String urgent = null;
        if (load.ageNanos() >= STUCK_NANOS) {
            urgent = "a call does not return";
        } else if (picture.slowLooks() >= SLOW_LOOKS || each >= SLOW * syncNanos(settings)) {
            urgent = "slow";
        } else if (picture.busyShare(each) >= FULL_BUSY) {
            urgent = "too much for publishers";
        }
        if (urgent != null) {
            boolean other = !present.contains(ASYNC) && present.contains(BATCH);
            change(other ? BATCH : ASYNC, urgent, now);
            patience.changed(now);
        } else if (picture.burstNanos(each) >= FULL_BURST_NANOS && patient(settings, now)) {
            leaveTo(ASYNC, "bursts", present, now);
        }
    }

    private void lookAsAsync(AdaptiveSettings settings, Set<ProcessingMode> present, long now) {
        double each = picture.nanosPerEvent();
        boolean known = picture.events() >= ENOUGH_EVENTS
                && now - since >= settings.dwell().toNanos();
        if (!known || !patient(settings, now)) {
            return;
        }
        boolean calm = calm(each) && picture.waiting() < settings.backlogEvents();
        if (calm && each <= syncNanos(settings) && !blocking && present.contains(SYNC)) {
            change(SYNC, "short and calm", now);
            patience.changed(now);
        } else if (backlog(each, settings.backlogEvents())
                && picture.events() >= ENOUGH_TRIED
                && present.contains(BATCH)
                && now - nextTrial >= 0) {
            waitBefore = picture.p99Nanos();
            change(BATCH, "tried for a backlog", now);
            trial = true;
        }
    }

    private void judgeTrial(AdaptiveSettings settings, Set<ProcessingMode> present, long now) {
        long lasted = now - since;
        boolean enough = lasted >= TRIAL_NANOS && picture.events() >= ENOUGH_TRIED;
        if (!enough && lasted < LONGEST_TRIAL_NANOS) {
            return;
        }
        double wanted = costs.getOrDefault(ASYNC, 0.0) * (1 - settings.batchGain());
        boolean cheaper = picture.events() >= ENOUGH_TRIED && picture.nanosPerEvent() <= wanted;
        boolean inTime = picture.p99Nanos() <= LONGER_WAIT * waitBefore;
        if (cheaper && inTime) {
            trial = false;
            why = "cheaper";
            pauseNanos = FIRST_PAUSE_NANOS;
            patience.changed(now);
        } else if (present.contains(ASYNC)) {
            nextTrial = now + pauseNanos;
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
            change(ASYNC, cheaper ? "events wait too long as BATCH" : "BATCH saves too little", now);
        }
    }

    private void lookAsBatch(AdaptiveSettings settings, Set<ProcessingMode> present, long now) {
        double single = costs.getOrDefault(ASYNC, picture.nanosPerEvent());
        if (!calm(single)) {
            stormy = now;
        } else if (now - stormy >= CALM_NANOS && patient(settings, now)) {
            leaveTo(ASYNC, "calm", present, now);
        }
    }

    /** Whether events that take so long each have to wait for each other, and so many at least. */
    private boolean backlog(double nanosEach, int events) {
        boolean full = picture.busyShare(nanosEach) >= FULL_BUSY && picture.crowdedShare() >= FULL_CROWD;
        return full || picture.burstEvents() >= events && picture.burstNanos(nanosEach) >= FULL_BURST_NANOS;
    }

    /** Whether events that take so long each are easily done one at a time. */
    private boolean calm(double nanosEach) {
        return picture.busyShare(nanosEach) <= CALM_BUSY && picture.burstNanos(nanosEach) <= CALM_BURST_NANOS;
    }

    private boolean patient(AdaptiveSettings settings, long now) {
        return patience.over(settings.dwell().toNanos(), now);
    }

    private void leaveTo(ProcessingMode next, String reason, Set<ProcessingMode> present, long now) {
        if (present.contains(next)) {
            change(next, reason, now);
            patience.changed(now);
        }
    }

    private void change(ProcessingMode next, String reason, long now) {
        if (picture.nanosPerEvent() > 0) {
            costs.put(mode, picture.nanosPerEvent());
        }
        lastWaiting = picture.waiting();
        lastPerSecond = picture.perSecond();
        mode = next;
        why = reason;
        trial = false;
        since = now;
        stormy = now;
        picture = new LoadPicture();
    }

    /** Why this mode, with figures; without the mode itself. */
    String reason() {
        boolean fresh = picture.events() == 0;
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s; %,.0f/s, %,d waiting",
                why,
                fresh ? lastPerSecond : picture.perSecond(),
                fresh ? lastWaiting : picture.waiting()));
        for (ProcessingMode each : new ProcessingMode[] {SYNC, ASYNC, BATCH}) {
            double nanos = each == mode && !fresh ? picture.nanosPerEvent() : costs.getOrDefault(each, 0.0);
            if (nanos > 0) {
                text.append(String.format(Locale.ROOT, ", %.1f µs each as %s", nanos / 1e3, each));
            }
        }
        return text.toString();
    }
}
