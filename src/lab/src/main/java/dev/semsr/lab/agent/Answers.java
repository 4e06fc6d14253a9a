package dev.semsr.lab.agent;

import java.util.List;

/** Where the answers to questions about sessions come from. */
@FunctionalInterface
public interface Answers {

    /**
     * The answers.
     *
     * @param sessions clicked item ids, oldest first
     * @return one a session, in the same order
     * @throws AgentStoppedException if one is missing and may not be asked for
     */
    List<Outcome> to(List<List<String>> sessions);
}
