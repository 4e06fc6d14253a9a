package dev.semsr.core.ranking;

import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.rules.RuleBook;
import dev.semsr.core.rules.RuleEffect;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Decides for one list which items may stand in it. */
final class Admission {

    private final RankingRequest request;
    private final ItemLookup items;
    private final RuleBook rules;
    private final Set<String> seen;
    private final Set<String> purchased;
    private final Set<String> admitted = new HashSet<>();
    private final Map<Filter, Integer> removed = new EnumMap<>(Filter.class);

    Admission(RankingSettings settings, RankingRequest request, ItemLookup items, RuleBook rules) {
        this.request = request;
        this.items = items;
        this.rules = rules;
        seen = settings.filterSeen() ? new HashSet<>(request.sessionItems()) : Set.of();
        purchased = settings.filterPurchased() ? new HashSet<>(request.purchasedItems()) : Set.of();
    }

    /** What the filters took so far. */
    Map<Filter, Integer> removed() {
        return removed;
    }

    /** Lets an item in, once; null if a filter keeps it out. */
    RuleEffect admit(String itemId) {
        if (admitted.contains(itemId)) {
            return kept(Filter.REPEATED);
        }
        RuleEffect effect = check(itemId);
        if (effect != null) {
            admitted.add(itemId);
        }
        return effect;
    }

    /** What the rules say of an item that may be shown; null if a filter keeps it out. */
    RuleEffect check(String itemId) {
        if (seen.contains(itemId)) {
            return kept(Filter.SEEN);
        }
        if (purchased.contains(itemId)) {
            return kept(Filter.PURCHASED);
        }
        if (request.lists().deny().contains(itemId)) {
            return kept(Filter.DENIED);
        }
        if (request.lists().allow().isPresent()
                && !request.lists().allow().get().contains(itemId)) {
            return kept(Filter.NOT_ALLOWED);
        }
        var attributes = items.of(itemId);
        if (!attributes.available()) {
            return kept(Filter.UNAVAILABLE);
        }
        RuleEffect effect = rules.effect(itemId, attributes, request.now());
        return effect.hidden() ? kept(Filter.HIDDEN) : effect;
    }

    private RuleEffect kept(Filter filter) {
        removed.merge(filter, 1, Integer::sum);
        return null;
    }
}
