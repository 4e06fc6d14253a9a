package dev.semsr.core.rules;

/**
 * An item that is to stand at a place.
 *
 * @param itemId id of the item
 * @param position place in the list, from 1
 * @param ruleId the rule that says so
 */
public record Pin(String itemId, int position, String ruleId) {}
