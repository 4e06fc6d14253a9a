package dev.semsr.app.cli;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.RolloutOrder;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.jobs.modelstore.VersionStore;
import dev.semsr.jobs.recommend.RecommendOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Orders a rollout. */
@Command(
        name = "rollout",
        description = "Let a running job answer with another version, for all sessions or some.",
        sortOptions = false,
        footer = {
            "",
            "The job must run with rollouts.topic. Sessions are chosen by a hash of their id and"
                    + " keep their version while it takes part; a higher percentage only moves"
                    + " sessions to VERSION. Take a rollout back with './semsr rollback'."
        })
final class RolloutCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the model.")
    private String model;

    @Parameters(
            index = "1",
            paramLabel = "VERSION",
            description = "Version to roll out; 'latest' for the newest in the store.")
    private String version;

    @Option(
            names = "--percent",
            paramLabel = "P",
            defaultValue = "100",
            description =
                    "Share of the sessions, above 0 to 100; the versions that answer now share the"
                            + " rest (${DEFAULT-VALUE}).")
    private double percent;

    @Option(
            names = "--shadow",
            description =
                    "Let VERSION only score along: its lists go to the topic"
                            + " recommendations-shadow.")
    private boolean shadow;

    @Option(names = "--end-shadow", description = "Take VERSION out that only scores along.")
    private boolean endShadow;

    @Option(
            names = "--over",
            paramLabel = "VERSION",
            description =
                    "For the first rollout of a model: the version that answers now, which keeps the"
                            + " rest and is what a rollback goes back to.")
    private String over;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for people.")
    private String reason;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description =
                    "The model store, or URI of one; a version is fetched from it to be verified"
                            + " (default: models below the home folder).")
    private String store;

    @Option(
            names = "--unchecked",
            description = "Do not look for VERSION in the store, as when the store is elsewhere.")
    private boolean unchecked;

    @Mixin private RolloutOptions rollouts;

    @Option(names = "--json", description = "Print the rollout as JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        String chosen = chosen();
        Rollout ordered =
                rollouts.order(model, current -> next(current, chosen), common.terminal());
        if (json) {
            common.terminal().json(ordered);
        } else {
            common.terminal().print("%s: %s", model, RolloutOptions.text(ordered));
        }
        return 0;
    }

    /** The version, which is in the store and intact. */
    private String chosen() {
        if (unchecked) {
            return version;
        }
        VersionStore models =
                VersionStore.at(
                        store == null ? common.home().models().toString() : store,
                        Path.of(RecommendOptions.MODEL_CACHE.defaultValue()));
        return version.equals("latest")
                ? models.openLatest(model).manifest().version()
                : models.open(model, version).manifest().version();
    }

    private Rollout next(Optional<Rollout> current, String chosen) {
        Instant now = Instant.now();
        Rollout base = current.orElseGet(() -> first(chosen, now));
        if (endShadow) {
            return RolloutOrder.withoutShadow(base, chosen, now, reason);
        }
        return shadow
                ? RolloutOrder.shadow(base, chosen, now, reason)
                : RolloutOrder.share(base, chosen, percent, now, reason);
    }

    /** What answers before the first rollout, as only a person knows. */
    private Rollout first(String chosen, Instant now) {
        if (over == null) {
            if (percent == 100 && !shadow && !endShadow) {
                return new Rollout(
                        model, List.of(VersionShare.of(chosen, 100)), List.of(), now, reason);
            }
            throw new CommandFailure(
                    "This is the first rollout of '" + model + "': nobody knows what answers now.",
                    "Name that version with --over VERSION.");
        }
        return new Rollout(model, List.of(VersionShare.of(over, 100)), List.of(), now, reason);
    }
}
