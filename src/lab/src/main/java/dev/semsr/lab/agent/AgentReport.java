package dev.semsr.lab.agent;

import dev.semsr.lab.agent.AgentStoppedException.Stop;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.json.LabJson;
import java.util.Locale;

/**
 * How well a language model did as an agent.
 *
 * @param model name of the model
 * @param encoder encoder and template that titles were mapped to the catalogue by
 * @param question what was asked
 * @param seed seed of the sample
 * @param testCases size of the whole test part
 * @param drawn cases of the sample
 * @param evaluated cases that have an outcome; the metrics are over these
 * @param stop why the others have none; null if all have one
 * @param stopReason the same for people; null if all have one
 * @param answers how many answers were usable
 * @param evaluation the metrics; cases with an unusable answer are misses
 */
public record AgentReport(
        String model,
        String encoder,
        QuestionSettings question,
        long seed,
        int testCases,
        int drawn,
        int evaluated,
        Stop stop,
        String stopReason,
        AnswerTable answers,
        EvaluationResult evaluation) {

    /** Whether every drawn case was evaluated. */
    public boolean complete() {
        return evaluated == drawn;
    }

    /** For programs. */
    public String toJson() {
        return LabJson.text(this);
    }

    /** For people. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%,d of %,d test cases drawn with seed %d, %,d evaluated%n",
                        drawn,
                        testCases,
                        seed,
                        evaluated));
        if (!complete()) {
            text.append("PARTIAL: ").append(stopReason);
            text.append(". The same command goes on where this one ended.\n");
        }
        return text.append(evaluation.toText()).append('\n').append(answers.toText()).toString();
    }
}
