package dev.semsr.app.chaos;

import java.time.Duration;
import java.util.Locale;

/** What can be done to the cluster. */
public enum FaultKind {
    /** {@code kill -9} of a TaskManager; it is started again after the duration. */
    KILL_TASK_MANAGER(4, 1),
    /** {@code kill -9} of the JobManager; it is started again after the duration. */
    KILL_JOB_MANAGER(2, 1),
    /** {@code kill -9} of every TaskManager at once. */
    KILL_ALL_TASK_MANAGERS(1, 1),
    /** A TaskManager is frozen for longer than its heartbeat may stay away. */
    FREEZE_TASK_MANAGER(1, 8),
    /** {@code kill -9} of the broker; it is started again after the duration. */
    KILL_BROKER(2, 1),
    /** The broker is frozen: its sockets stay open and say nothing. */
    FREEZE_BROKER(2, 4),
    /** The job's connections to the broker are cut, and new ones refused. */
    CUT_BROKER(2, 4),
    /** Checkpoints cannot be created: read-only file system. */
    READ_ONLY_STORAGE(2, 5),
    /** Checkpoints cannot be written: no space left. */
    FULL_STORAGE(2, 5),
    /** The model answers slowly: later than a click waits. */
    SLOW_SCORER(2, 4),
    /** The model throws at every other call. */
    THROWING_SCORER(2, 4),
    /** The device is gone: the model fails at every call with an error of the runtime. */
    LOST_DEVICE(1, 4),
    /** A savepoint is taken, and the job goes on. */
    SAVEPOINT(1, 1),
    /** The job is stopped with a savepoint and started from it with another parallelism. */
    RESCALE(1, 0);

    private final int share;
    private final Duration duration;

    FaultKind(int share, int seconds) {
        this.share = share;
        this.duration = Duration.ofSeconds(seconds);
    }

    /** How often it is drawn, against the others. */
    int share() {
        return share;
    }

    /** How long it lasts. */
    public Duration duration() {
        return duration;
    }

    /** Its name on the command line and in reports, such as {@code kill-task-manager}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
