package dev.semsr.jobs.rules;

import dev.semsr.core.rules.RuleBook;
import java.io.Serializable;
import java.util.function.Consumer;

/**
 * Where a process gets the shop's rules from. Equal sources share one reader in a process, so an
 * implementation has {@code equals} and {@code hashCode}: a record, best.
 */
public interface RuleSource extends Serializable {

    /**
     * Starts to read and goes on until the feed is closed.
     *
     * @param books takes every new state of the rules, whole; called by one thread
     */
    RuleFeed start(Consumer<RuleBook> books);

    /** Of a job without rules. */
    static RuleSource none() {
        return NoRules.INSTANCE;
    }
}
