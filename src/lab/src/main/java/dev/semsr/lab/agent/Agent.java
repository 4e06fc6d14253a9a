package dev.semsr.lab.agent;

import dev.semsr.lab.agent.CachedChat.Remembered;
import dev.semsr.lab.agent.Reply.Ending;
import dev.semsr.lab.agent.TitleReader.Reading;
import java.util.List;

/** Asks a model what follows a session; an answer that cannot be used is asked for once more. */
final class Agent {

    private final Prompts prompts;
    private final TitleReader reader;
    private final CachedChat chat;

    Agent(Prompts prompts, TitleReader reader, CachedChat chat) {
        this.prompts = prompts;
        this.reader = reader;
        this.chat = chat;
    }

    /**
     * Asks about a session.
     *
     * @param session clicked item ids, oldest first
     * @throws AgentStoppedException if the answer is not in the cache and no call may be made
     */
    Outcome ask(List<String> session) {
        List<Turn> question = prompts.question(session);
        if (question.isEmpty()) {
            return new Outcome(Verdict.NO_TITLES, List.of(), "", 0, true);
        }
        try {
            return converse(question);
        } catch (CallFailure failure) {
            return Outcome.failed(failure);
        }
    }

    private Outcome converse(List<Turn> question) {
        Remembered first = chat.reply(question);
        Reading reading = reader.read(first.reply().text());
        if (first.reply().ending() == Ending.REFUSED) {
            return unusable(first.reply(), reading, first.cached());
        }
        if (!reading.titles().isEmpty()) {
            Verdict verdict = reading.strict() ? Verdict.USABLE : Verdict.REPAIRED_READING;
            return new Outcome(verdict, reading.titles(), reading.problem(), 0, first.cached());
        }
        List<Turn> again = prompts.again(question, first.reply().text(), reading.problem());
        Remembered second = chat.reply(again);
        boolean cached = first.cached() && second.cached();
        Reading repaired = reader.read(second.reply().text());
        if (repaired.titles().isEmpty() || second.reply().ending() == Ending.REFUSED) {
            return unusable(second.reply(), repaired, cached);
        }
        return new Outcome(
                Verdict.REPAIRED_ASKING, repaired.titles(), reading.problem(), 0, cached);
    }

    private static Outcome unusable(Reply reply, Reading reading, boolean cached) {
        Verdict verdict = Verdict.MALFORMED;
        if (reply.ending() == Ending.REFUSED) {
            verdict = Verdict.REFUSED;
        } else if (reply.ending() == Ending.CUT_OFF) {
            verdict = Verdict.CUT_OFF;
        } else if (reply.text().isBlank() || reading.strict()) {
            verdict = Verdict.EMPTY;
        }
        return new Outcome(verdict, List.of(), reading.problem(), 0, cached);
    }
}
