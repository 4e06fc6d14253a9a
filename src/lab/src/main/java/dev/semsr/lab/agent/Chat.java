package dev.semsr.lab.agent;

import java.util.List;

/** Something that continues a conversation. Thread-safe. */
@FunctionalInterface
interface Chat {

    /**
     * The answer to a conversation.
     *
     * @throws CallFailure if there is none
     * @throws AgentStoppedException if no call may be made any more
     */
    Reply reply(List<Turn> conversation);
}
