package dev.semsr.lab.agent;

import dev.semsr.lab.agent.AgentStoppedException.Stop;
import dev.semsr.lab.evaluation.Evaluation;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.protocol.Split;
import dev.semsr.lab.protocol.TestCase;
import java.util.List;
import java.util.Map;

/**
 * Evaluates an agent over a sample of a test part: first all questions are asked, then those that
 * have an outcome are evaluated like any other scorer.
 */
public final class AgentEvaluation {

    private final String model;
    private final AgentSettings agentSettings;
    private final EvaluationSettings settings;

    /**
     * An evaluation.
     *
     * @param model name of the language model
     * @param agentSettings how it is asked, for the report
     * @param settings how it is evaluated
     */
    public AgentEvaluation(String model, AgentSettings agentSettings, EvaluationSettings settings) {
        this.model = model;
        this.agentSettings = agentSettings;
        this.settings = settings;
    }

    /**
     * Runs it.
     *
     * @throws AgentStoppedException if no case at all has an outcome
     */
    public AgentReport run(
            TitleAgent agent,
            TitleIndex index,
            Split split,
            Sample sample,
            ProgressListener progress) {
        List<TestCase> drawn = sample.of(split.cases());
        Map<List<String>, Outcome> outcomes =
                agent.askAll(drawn.stream().map(TestCase::prefix).toList(), progress);
        List<TestCase> answered =
                drawn.stream().filter(one -> outcomes.containsKey(one.prefix())).toList();
        AgentStoppedException stop = answered.size() < drawn.size() ? stop(agent) : null;
        if (answered.isEmpty() && stop != null) {
            throw stop;
        }
        EvaluationResult result =
                new Evaluation(settings)
                        .run(scorer(outcomes, index), split.withCases(answered), progress);
        return new AgentReport(
                model,
                index.name(),
                agentSettings.question(),
                sample.seed(),
                split.cases().size(),
                drawn.size(),
                answered.size(),
                stop == null ? null : stop.stop(),
                stop == null ? null : stop.getMessage(),
                AnswerTable.of(outcomes.values(), index, agent.spending()),
                result);
    }

    private static AgentStoppedException stop(TitleAgent agent) {
        return agent.stopped()
                .orElseGet(
                        () ->
                                new AgentStoppedException(
                                        Stop.OFFLINE,
                                        "Not all answers are in the cache, and no others were to be"
                                                + " used"));
    }

    private AgentScorer scorer(Map<List<String>, Outcome> outcomes, TitleIndex index) {
        return new AgentScorer(
                model, sessions -> sessions.stream().map(outcomes::get).toList(), index);
    }
}
