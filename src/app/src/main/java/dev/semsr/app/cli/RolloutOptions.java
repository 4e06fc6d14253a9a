package dev.semsr.app.cli;

import dev.semsr.app.rollout.RolloutProgress;
import dev.semsr.app.rollout.RolloutTopics;
import dev.semsr.app.rollout.StatusReader;
import dev.semsr.core.rollout.InvalidRolloutException;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionShare;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a rollout is ordered and whether to wait for it; a {@code Mixin}. */
final class RolloutOptions {

    private static final Duration LOOK = Duration.ofMillis(200);

    /** A process reports every ten seconds; three in a row do not get lost. */
    private static final Duration LATELY = Duration.ofSeconds(30);

    /** Time for processes that have never reported to begin loading. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    @Mixin private RolloutTopicOptions topics;

    @Option(
            names = "--wait",
            description =
                    "Wait until every process that reports has all versions ready; exit code 1 if"
                            + " one refuses a version or the time is over.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to wait at most (${DEFAULT-VALUE}).")
    private long timeoutSeconds;

    /** How to reach the cluster that has the topics. */
    KafkaOptions kafka() {
        return topics.kafka();
    }

    /** A rollout that follows from the present one, or why it cannot be. */
    static Rollout made(Supplier<Rollout> next) {
        try {
            return next.get();
        } catch (InvalidRolloutException e) {
            throw new CommandFailure(e.getMessage(), "Nothing has changed.", e);
        }
    }

    /** The rollout of a model that counts now; empty if there is none. */
    Optional<Rollout> newest(String model) {
        return topics.open().newest(model);
    }

    /**
     * Orders what follows from the present rollout, and waits if that is wanted.
     *
     * @param next makes the rollout from the present one, if there is one
     * @return the rollout
     */
    Rollout order(String model, Function<Optional<Rollout>, Rollout> next, Terminal terminal)
            throws InterruptedException {
        RolloutTopics open = topics.open();
        Rollout rollout = made(() -> next.apply(open.newest(model)));
        if (!wait) {
            open.order(rollout);
            return rollout;
        }
        try (StatusReader reader = StatusReader.from(open, Instant.now().minus(LATELY));
                ProgressLine line = terminal.progress()) {
            open.order(rollout);
            await(rollout, reader, line);
        }
        return rollout;
    }

    /** Says which versions answer which share. */
    static String text(Rollout rollout) {
        double weights = rollout.answering().mapToDouble(VersionShare::weight).sum();
        return rollout.versions().stream()
                .map(share -> text(share, weights))
                .collect(Collectors.joining(", "));
    }

    private static String text(VersionShare share, double weights) {
        return share.shadow()
                ? share.version() + " as a shadow"
                : String.format(
                        Locale.ROOT, "%s %.4g %%", share.version(), 100 * share.weight() / weights);
    }

    private void await(Rollout rollout, StatusReader reader, ProgressLine line) {
        RolloutProgress progress = new RolloutProgress(rollout, LATELY);
        Instant start = Instant.now();
        Instant end = start.plusSeconds(timeoutSeconds);
        while (true) {
            reader.next(LOOK).forEach(progress::accept);
            Instant now = Instant.now();
            refuse(progress);
            line.show(
                    "%d of %d processes are ready"
                            .formatted(progress.readyProcesses(now), progress.processes(now)));
            if (progress.isDone(now) && now.isAfter(start.plus(SETTLED))) {
                line.keep("All %d processes are ready.".formatted(progress.processes(now)));
                return;
            }
            if (now.isAfter(end)) {
                throw late(progress, now);
            }
        }
    }

    private static void refuse(RolloutProgress progress) {
        if (!progress.refusals().isEmpty()) {
            String reasons =
                    progress.refusals().entrySet().stream()
                            .map(refusal -> refusal.getKey() + ": " + refusal.getValue())
                            .collect(Collectors.joining("\n"));
            throw new CommandFailure(
                    "The rollout is refused; traffic stays where it was.\n" + reasons,
                    "Take it back with './semsr rollback', so that a process that starts does not"
                            + " try it again.");
        }
    }

    private CommandFailure late(RolloutProgress progress, Instant now) {
        return new CommandFailure(
                "After %d s %d of %d processes are ready. The rollout stays ordered."
                        .formatted(
                                timeoutSeconds,
                                progress.readyProcesses(now),
                                progress.processes(now)),
                progress.processes(now) == 0
                        ? "No process reports on topic '%s': is a job running with rollouts.topic set?"
                                .formatted(topics.statusTopic())
                        : "See the logs of the others, or wait longer with --timeout.");
    }
}
