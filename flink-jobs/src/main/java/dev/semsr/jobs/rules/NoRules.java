package dev.semsr.jobs.rules;

import dev.semsr.core.rules.RuleBook;
import java.time.Duration;
import java.util.function.Consumer;

/** There are no rules. */
enum NoRules implements RuleSource, RuleFeed {
    INSTANCE;

    @Override
    public RuleFeed start(Consumer<RuleBook> books) {
        return this;
    }

    @Override
    public boolean awaitCaughtUp(Duration patience) {
        return true;
    }

    @Override
    public long rejected() {
        return 0;
    }

    @Override
    public void close() {}
}
