package dev.semsr.app.cli;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.RolloutOrder;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a rollout back. */
@Command(
        name = "rollback",
        description = "Go back to the versions that answered before the last rollout began.",
        sortOptions = false,
        footer = {
            "",
            "All steps of the last rollout (10 %%, 50 %%, 100 %%) are taken back at once. A second"
                    + " rollback takes the first one back."
        })
final class RollbackCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "NAME", description = "Name of the model.")
    private String model;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for people.")
    private String reason;

    @Mixin private RolloutOptions rollouts;

    @Option(names = "--json", description = "Print the rollout as JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Rollout ordered =
                rollouts.order(
                        model,
                        current ->
                                RolloutOrder.rollback(
                                        current.orElseThrow(this::noRollout),
                                        Instant.now(),
                                        reason),
                        common.terminal());
        if (json) {
            common.terminal().json(ordered);
        } else {
            common.terminal().print("%s: %s", model, RolloutOptions.text(ordered));
        }
        return 0;
    }

    private CommandFailure noRollout() {
        return new CommandFailure(
                "There is no rollout of '" + model + "' to take back.",
                "Check the name of the model, and --topic.");
    }
}
