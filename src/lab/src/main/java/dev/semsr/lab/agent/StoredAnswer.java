package dev.semsr.lab.agent;

import java.time.Instant;
import java.util.List;

/**
 * An answer as it lies in the cache. No key is in it: neither question nor reply hold one.
 *
 * @param question what it answers
 * @param reply the answer as it came, usable or not
 * @param asked when
 */
record StoredAnswer(Question question, Reply reply, Instant asked) {

    /**
     * All that an answer depends on.
     *
     * @param model name of the model
     * @param temperature how free it was in its choice; null for the endpoint's own default
     * @param answerTokens most tokens of the answer
     * @param format how firmly it was told to answer with JSON
     * @param conversation the whole prompt
     */
    record Question(
            String model,
            Double temperature,
            int answerTokens,
            AnswerFormat format,
            List<Turn> conversation) {}
}
