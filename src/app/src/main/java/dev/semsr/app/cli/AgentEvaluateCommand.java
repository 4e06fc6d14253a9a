package dev.semsr.app.cli;

import dev.semsr.lab.agent.AgentEvaluation;
import dev.semsr.lab.agent.AgentReport;
import dev.semsr.lab.agent.AgentSettings;
import dev.semsr.lab.agent.AgentStoppedException;
import dev.semsr.lab.agent.AgentStoppedException.Stop;
import dev.semsr.lab.agent.Endpoint;
import dev.semsr.lab.agent.Sample;
import dev.semsr.lab.agent.TitleAgent;
import dev.semsr.lab.agent.TitleIndex;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.protocol.Split;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evaluates a language model over a sample of a test part. */
@Command(
        name = "evaluate",
        description = "Ask a language model about a sample of the test part of a data set.",
        sortOptions = false,
        footer = {
            "",
            "Titles of sessions are sent to the endpoint. Answers are stored: the same command asks"
                    + " only what has no answer yet. A partial result ends with exit code 0 if a limit"
                    + " was reached, 1 if the endpoint failed.",
            "Environment:",
            AgentOptions.ENVIRONMENT_URL,
            AgentOptions.ENVIRONMENT_MODEL,
            AgentOptions.ENVIRONMENT_KIND,
            AgentOptions.ENVIRONMENT_KEY
        })
final class AgentEvaluateCommand implements Runnable {

    private static final int BATCH = 64;

    @Parameters(
            paramLabel = "DATASET",
            description = "Folder of a data set, or its name below the home folder.")
    private String dataset;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many test cases are drawn; 0: all (${DEFAULT-VALUE}).")
    private int sample;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "The same seed draws the same cases, a larger sample begins with the smaller"
                            + " (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin private AgentOptions agent;

    @Mixin private ProtocolOptions protocol;

    @Option(
            names = "--cutoffs",
            paramLabel = "N",
            split = ",",
            defaultValue = "20,100",
            description = "Lengths of the list for the metrics (${DEFAULT-VALUE}).")
    private List<Integer> cutoffs;

    @Option(
            names = "--filter-seen",
            description = "Take items of the session out of the lists for the metrics.")
    private boolean filterSeen;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin private CommonOptions common;

    @Override
    public void run() {
        Endpoint endpoint = agent.endpoint(common);
        AgentSettings settings = agent.settings(common);
        Sample drawn = common.checked(() -> new Sample(sample, seed));
        AgentEvaluation evaluation =
                new AgentEvaluation(
                        endpoint.model(),
                        settings,
                        common.checked(() -> new EvaluationSettings(cutoffs, BATCH, filterSeen)));
        Dataset data = DatasetArgument.open(dataset, common.home()).load();
        Split split = protocol.split(data, common);
        agent.noteWhereTitlesGo(endpoint, common);
        AgentReport report =
                agent.withIndex(
                        data.items(),
                        common,
                        index ->
                                evaluate(
                                        evaluation, endpoint, settings, index, data, split, drawn));
        print(report);
    }

    private AgentReport evaluate(
            AgentEvaluation evaluation,
            Endpoint endpoint,
            AgentSettings settings,
            TitleIndex index,
            Dataset data,
            Split split,
            Sample drawn) {
        try (TitleAgent opened =
                        TitleAgent.open(
                                endpoint,
                                settings,
                                agent.cache(common),
                                TitleIndex.titles(data.items()),
                                split.itemIds(),
                                split.training());
                ProgressLine line = common.terminal().progress()) {
            return evaluation.run(opened, index, split, drawn, step -> line.show(step.text()));
        } catch (AgentStoppedException e) {
            throw AgentFailure.of(e);
        }
    }

    private void print(AgentReport report) {
        if (json) {
            common.terminal().json(report);
        } else {
            common.terminal().print("%s", report.toText().strip());
        }
        if (report.stop() == Stop.REFUSED || report.stop() == Stop.DOWN) {
            throw AgentFailure.of(report.stop(), report.stopReason());
        }
    }
}
