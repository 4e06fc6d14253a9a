package dev.semsr.lab.agent;

/**
 * What a model answered.
 *
 * @param text the answer; may be empty
 * @param ending how it ended
 * @param inputTokens tokens of the prompt; -1 if the endpoint does not say
 * @param outputTokens tokens of the answer; -1 if the endpoint does not say
 */
record Reply(String text, Ending ending, int inputTokens, int outputTokens) {

    /** How an answer ended. */
    enum Ending {
        /** By itself. */
        DONE,
        /** At the limit of tokens. */
        CUT_OFF,
        /** The endpoint or the model would not answer. */
        REFUSED
    }
}
