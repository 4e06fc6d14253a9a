package dev.semsr.lab.coldreplay;

/**
 * What became of the clicks on items that were published during a replay.
 *
 * @param model who made the lists
 * @param published how many items were published
 * @param questions clicks that follow another of the same session, on whatever item
 * @param tooEarly clicks on new items whose last list was made before the item was published: no
 *     list could have held it
 * @param shown the other clicks on new items, by the list that the click before was answered with
 * @param askedFirst the first click on each new item, by a list made just before the click
 * @param askedLater all later clicks on new items, by a list made just before the click
 */
public record ColdReplayResult(
        String model,
        int published,
        long questions,
        long tooEarly,
        Hits shown,
        Hits askedFirst,
        Hits askedLater) {}
