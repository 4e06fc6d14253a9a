package dev.semsr.lab.agent;

/**
 * How the agent works.
 *
 * @param question what is asked
 * @param calls how the endpoint is called
 * @param spend what may be spent
 * @param offline whether only stored answers are used
 */
public record AgentSettings(
        QuestionSettings question, CallSettings calls, SpendLimits spend, boolean offline) {

    /** The defaults of all parts. */
    public static AgentSettings defaults() {
        return new AgentSettings(
                QuestionSettings.defaults(),
                CallSettings.defaults(),
                SpendLimits.defaults(),
                false);
    }
}
