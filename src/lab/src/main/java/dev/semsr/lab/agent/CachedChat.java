package dev.semsr.lab.agent;

import dev.semsr.lab.agent.AgentStoppedException.Stop;
import dev.semsr.lab.agent.StoredAnswer.Question;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Answers from the cache, else from the endpoint, whose answer is kept. */
final class CachedChat {

    private final AnswerCache cache;
    private final String model;
    private final QuestionSettings settings;
    private final Chat chat;
    private final Clock clock;

    /**
     * A chat with a memory.
     *
     * @param chat asked for what is not in the cache; null if only the cache is to be used
     */
    CachedChat(AnswerCache cache, String model, QuestionSettings settings, Chat chat, Clock clock) {
        this.cache = cache;
        this.model = model;
        this.settings = settings;
        this.chat = chat;
        this.clock = clock;
    }

    /**
     * An answer and where it came from.
     *
     * @param reply the answer
     * @param cached whether it was in the cache
     */
    record Remembered(Reply reply, boolean cached) {}

    /**
     * The answer to a conversation.
     *
     * @throws CallFailure if there is none; nothing is kept then, the next run asks again
     * @throws AgentStoppedException if it is not in the cache and no call may be made
     */
    Remembered reply(List<Turn> conversation) {
        Question question =
                new Question(
                        model,
                        settings.temperature(),
                        settings.answerTokens(),
                        settings.format(),
                        conversation);
        Optional<StoredAnswer> stored = cache.find(question);
        if (stored.isPresent()) {
            return new Remembered(stored.get().reply(), true);
        }
        if (chat == null) {
            throw new AgentStoppedException(Stop.OFFLINE, "An answer is not in the cache");
        }
        Reply reply = chat.reply(conversation);
        cache.put(new StoredAnswer(question, reply, clock.instant()));
        return new Remembered(reply, false);
    }
}
