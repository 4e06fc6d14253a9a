package dev.semsr.app.cli;

import dev.semsr.app.deadletters.LetterPlan;
import dev.semsr.app.deadletters.LetterReplay;
import dev.semsr.app.deadletters.LetterTopic;
import dev.semsr.app.deadletters.LettersSent;
import dev.semsr.app.deadletters.Place;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Puts dead letters back. */
@Command(
        name = "replay",
        description =
                "Put the records of chosen dead letters back on the topic they came from, key, value"
                        + " and headers as they were.",
        footer = {
            "",
            "A header, semsr.replayed-from, says which letter the record was put back from. The letters",
            "stay where they are, and nothing remembers that they were put back: a second replay puts",
            "them back a second time. Try it with --dry-run.",
            "Exit code 0 only if the broker acknowledged every chosen letter."
        })
final class DeadLettersReplayCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private LetterOptions options;

    @Option(
            names = "--all",
            description = "Put back every letter; else at least one option must choose.")
    private boolean all;

    @Option(
            names = "--limit",
            paramLabel = "LETTERS",
            description = "Put back at most so many, the first ones.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--to",
            paramLabel = "TOPIC",
            description = "Put them on this topic instead of the one each came from.")
    private String target;

    @Option(names = "--force", description = "Put back what is left of letters that were cut, too.")
    private boolean force;

    @Option(names = "--dry-run", description = "Say what would be put back; send nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** What is printed with {@code --json}. */
    record Result(long chosen, Map<String, Long> targets, long cut, long acknowledged) {}

    @Override
    public Integer call() {
        if (!all && options.isEverything()) {
            throw new ParameterException(
                    common.command().commandLine(),
                    "Choose letters, such as with --at or --from, or name --all");
        }
        try (LetterTopic letters = options.open()) {
            var replay = new LetterReplay(letters, options.filter(), limit, target);
            LetterPlan plan = replay.plan();
            refuseWhatCannotGo(plan);
            long acknowledged = dryRun ? 0 : send(replay, plan);
            print(plan, acknowledged);
        }
        return 0;
    }

    private void refuseWhatCannotGo(LetterPlan plan) {
        if (plan.homeless() > 0) {
            throw new CommandFailure(
                    "%,d of %,d letters do not say which topic they came from: %s. Nothing was sent."
                            .formatted(
                                    plan.homeless(),
                                    plan.letters(),
                                    named(plan.firstHomeless(), plan.homeless())),
                    "Name a topic with --to, or leave them out with --origin.");
        }
        if (plan.cut() > 0 && !force) {
            throw new CommandFailure(
                    "%,d of %,d letters were cut and are not what was sent once: %s. Nothing was sent."
                            .formatted(
                                    plan.cut(), plan.letters(), named(plan.firstCut(), plan.cut())),
                    "Leave them out with --whole, or send what is left of them with --force.");
        }
    }

    private static String named(List<Place> first, long count) {
        String places = first.stream().map(Place::toString).collect(Collectors.joining(", "));
        return count > first.size() ? places + " ..." : places;
    }

    private long send(LetterReplay replay, LetterPlan plan) {
        long[] done = {0};
        try (CountedProgress progress =
                common.terminal().counted("Putting back", "letters", plan.letters())) {
            LettersSent sent =
                    replay.send(options.kafka().client(), () -> progress.done(++done[0]));
            if (sent.firstFailure() != null || sent.acknowledged() != plan.letters()) {
                throw incomplete(sent, plan);
            }
            return sent.acknowledged();
        } catch (KafkaException wrong) {
            throw KafkaOptions.noClient(wrong);
        }
    }

    private static CommandFailure incomplete(LettersSent sent, LetterPlan plan) {
        String why =
                sent.firstFailure() == null
                        ? "the others were gone from their topic meanwhile"
                        : sent.firstFailure().getMessage();
        return new CommandFailure(
                "Only %,d of %,d letters were put back: %s"
                        .formatted(sent.acknowledged(), plan.letters(), why),
                "Check that the topic exists and takes records of this size. Letters put back so far"
                        + " would go a second time; clicks with the same event_id are answered once.",
                sent.firstFailure());
    }

    private void print(LetterPlan plan, long acknowledged) {
        if (json) {
            common.terminal()
                    .json(new Result(plan.letters(), plan.targets(), plan.cut(), acknowledged));
            return;
        }
        String verb = dryRun ? "would be put back" : "put back";
        plan.targets()
                .forEach(
                        (topic, count) ->
                                common.terminal()
                                        .print("%,d letters %s on '%s'", count, verb, topic));
        if (plan.letters() == 0) {
            common.terminal().print("%s", "No letter matches: nothing to put back.");
        }
    }
}
