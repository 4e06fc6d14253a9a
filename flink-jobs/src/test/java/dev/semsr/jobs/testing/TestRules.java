package dev.semsr.jobs.testing;

import dev.semsr.core.rules.RuleBook;
import dev.semsr.jobs.rules.RuleFeed;
import dev.semsr.jobs.rules.RuleSource;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.RuleSelector;
import dev.semsr.schemas.SelectorKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Rules that tests put up for the operators of this process. */
public final class TestRules {

    private static final Map<String, List<Rule>> RULES = new ConcurrentHashMap<>();

    private TestRules() {}

    /** A source of these rules, also after it was serialised. */
    public static RuleSource source(Rule... rules) {
        String id = UUID.randomUUID().toString();
        RULES.put(id, List.of(rules));
        return new RegisteredSource(id, true);
    }

    /** A source that never catches up. */
    public static RuleSource slow() {
        return new RegisteredSource(UUID.randomUUID().toString(), false);
    }

    /** A rule that hides items. */
    public static Rule hide(String id, SelectorKind by, String value) {
        return Rule.newBuilder()
                .setRuleId(id)
                .setKind(RuleKind.HIDE)
                .setSelector(new RuleSelector(by, value, null))
                .build();
    }

    private record RegisteredSource(String id, boolean inTime) implements RuleSource {

        @Override
        public RuleFeed start(Consumer<RuleBook> books) {
            if (inTime) {
                books.accept(new RuleBook(RULES.get(id)));
            }
            return new Feed(inTime);
        }
    }

    private record Feed(boolean inTime) implements RuleFeed {

        @Override
        public boolean awaitCaughtUp(Duration patience) {
            return inTime;
        }

        @Override
        public long rejected() {
            return 0;
        }

        @Override
        public void close() {} // nothing is open
    }
}
