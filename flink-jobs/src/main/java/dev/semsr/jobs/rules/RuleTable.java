package dev.semsr.jobs.rules;

import dev.semsr.core.rules.RuleBook;
import dev.semsr.core.rules.RuleCheck;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of a topic by their key; of each key the last record counts. Not thread-safe. */
public final class RuleTable {

    private static final Logger LOG = LoggerFactory.getLogger(RuleTable.class);
    private static final SingleObjectCodec<Rule> CODEC = SingleObjectCodec.of(Rule.class);

    private final Map<String, Rule> rules = new HashMap<>();

    /**
     * Applies a record. One that cannot be followed is logged, and takes the place of an older rule
     * of its key all the same: the shop wanted that one no more.
     *
     * @param origin topic, partition and offset, for the log
     * @param key the rule's id
     * @param value the rule; null if it is removed
     * @return whether the record could be followed
     */
    public boolean apply(String origin, byte[] key, byte[] value) {
        if (key == null) {
            return rejected(origin, List.of("the record has no key"));
        }
        String id = new String(key, StandardCharsets.UTF_8);
        rules.remove(id);
        if (value == null) {
            return true;
        }
        try {
            Rule rule = CODEC.decode(value);
            List<String> problems = RuleCheck.problems(rule);
            if (!problems.isEmpty()) {
                return rejected(origin, problems);
            }
            rules.put(id, rule);
            return true;
        } catch (UndecodableRecordException e) {
            return rejected(origin, List.of(e.getMessage()));
        }
    }

    /** The rules so far. */
    public RuleBook book() {
        return new RuleBook(rules.values());
    }

    private static boolean rejected(String origin, List<String> problems) {
        LOG.error(
                "Rule {} is left out: {}. Write it again, or remove it with 'rules remove'.",
                origin,
                String.join("; ", problems));
        return false;
    }
}
