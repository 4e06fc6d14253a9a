package dev.semsr.lab.agent;

/**
 * What is asked.
 *
 * @param titles how many titles the model is to name
 * @param history how many of a session's newest clicks it is told
 * @param examples how many similar training sessions it is shown; 0 for none
 * @param temperature how free it is in its choice; null for the endpoint's own default
 * @param answerTokens most tokens of one answer, thinking included
 * @param format how firmly it is told to answer with JSON
 */
public record QuestionSettings(
        int titles,
        int history,
        int examples,
        Double temperature,
        int answerTokens,
        AnswerFormat format) {

    /** Checks the ranges. */
    public QuestionSettings {
        if (titles < 1 || history < 1 || examples < 0 || answerTokens < 1) {
            throw new IllegalArgumentException(
                    "%d titles, %d clicks, %d examples and %d tokens: at least 1, 1, 0 and 1 are needed"
                            .formatted(titles, history, examples, answerTokens));
        }
        if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException(
                    "Temperature " + temperature + " is not between 0 and 2");
        }
    }

    /** Ten titles from twenty clicks, no examples, as little chance as possible, a schema. */
    public static QuestionSettings defaults() {
        return new QuestionSettings(10, 20, 0, 0.0, 1000, AnswerFormat.SCHEMA);
    }

    /** The same with examples. */
    public QuestionSettings withExamples(int number) {
        return new QuestionSettings(titles, history, number, temperature, answerTokens, format);
    }
}
