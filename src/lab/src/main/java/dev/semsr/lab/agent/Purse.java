package dev.semsr.lab.agent;

import dev.semsr.lab.agent.AgentStoppedException.Stop;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Counts what is spent. The most that a call may cost is set aside before it, so that the limits
 * hold also with several calls under way; once one is reached, no further call is made.
 * Thread-safe.
 */
final class Purse {

    /** English has some four letters a token, Chinese three bytes: this counts rather too many. */
    private static final int BYTES_A_TOKEN = 3;

    private final SpendLimits limits;
    private final int answerTokens;
    private AgentStoppedException stopped;
    private long requests;
    private long inputTokens;
    private long outputTokens;
    private long setAside;

    Purse(SpendLimits limits, int answerTokens) {
        this.limits = limits;
        this.answerTokens = answerTokens;
    }

    /**
     * Sets aside what a call may cost.
     *
     * @return tokens set aside, to be given to {@link #paid} or {@link #failed}
     * @throws AgentStoppedException if a limit is reached
     */
    synchronized long setAside(List<Turn> conversation) {
        refuseIfStopped();
        if (requests >= limits.requests()) {
            stop(
                    Stop.REQUEST_LIMIT,
                    "The limit of %,d requests is reached".formatted(limits.requests()));
        }
        long tokens = estimate(conversation) + answerTokens;
        if (inputTokens + outputTokens + setAside + tokens > limits.tokens()) {
            stop(
                    Stop.TOKEN_LIMIT,
                    "The next call could pass the limit of %,d tokens".formatted(limits.tokens()));
        }
        requests++;
        setAside += tokens;
        return tokens;
    }

    /** A call brought an answer; what the endpoint does not count, is estimated. */
    synchronized void paid(long aside, List<Turn> conversation, Reply reply) {
        setAside -= aside;
        inputTokens += reply.inputTokens() < 0 ? estimate(conversation) : reply.inputTokens();
        outputTokens += reply.outputTokens() < 0 ? estimate(reply.text()) : reply.outputTokens();
    }

    /** A call brought none; the endpoint may charge all of it if it had begun to work. */
    synchronized void failed(long aside, CallFailure failure) {
        setAside -= aside;
        if (failure.mayBeCharged()) {
            inputTokens += aside - answerTokens;
            outputTokens += answerTokens;
        }
    }

    /** Ends all further calls. */
    synchronized AgentStoppedException end(Stop stop, String message) {
        if (stopped == null) {
            stopped = new AgentStoppedException(stop, message);
        }
        return stopped;
    }

    /** Why no further call is made; null if calls are made. */
    synchronized AgentStoppedException stopped() {
        return stopped;
    }

    synchronized Spent spent() {
        return new Spent(requests, inputTokens, outputTokens);
    }

    /** Throws a new exception, so that its stack is the caller's. */
    private void refuseIfStopped() {
        if (stopped != null) {
            throw new AgentStoppedException(stopped.stop(), stopped.getMessage());
        }
    }

    private void stop(Stop stop, String message) {
        throw end(stop, message);
    }

    private static long estimate(List<Turn> conversation) {
        return conversation.stream().mapToLong(turn -> estimate(turn.text())).sum();
    }

    private static long estimate(String text) {
        return (long) text.getBytes(StandardCharsets.UTF_8).length / BYTES_A_TOKEN + 1;
    }

    /**
     * What was spent.
     *
     * @param requests HTTP requests
     * @param inputTokens tokens of prompts
     * @param outputTokens tokens of answers
     */
    record Spent(long requests, long inputTokens, long outputTokens) {}
}
