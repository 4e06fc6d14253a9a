package dev.semsr.lab.dataset;

import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole data set in memory. An item's row is its place in {@link #items()}; a session's number is
 * its place in {@link #sessionIds()}, in the order of first clicks.
 *
 * @param info its description
 * @param items the catalogue
 * @param sessionIds ids of the sessions
 * @param visits all clicks in replay order
 */
public record Dataset(
        DatasetInfo info, List<Item> items, List<String> sessionIds, List<Visit> visits) {

    static Dataset read(DatasetFolder folder) {
        List<Item> items = new ArrayList<>();
        Map<String, Integer> rows = new HashMap<>();
        try (RecordStream<Item> stream = folder.items()) {
            while (stream.hasNext()) {
                Item item = stream.next();
                rows.put(item.getItemId(), items.size());
                items.add(item);
            }
        }
        Map<String, Integer> sessions = new HashMap<>();
        List<String> sessionIds = new ArrayList<>();
        List<Visit> visits = new ArrayList<>();
        try (RecordStream<Click> stream = folder.clicks()) {
            while (stream.hasNext()) {
                Click click = stream.next();
                int session =
                        sessions.computeIfAbsent(click.getSessionId(), id -> sessionIds.size());
                if (session == sessionIds.size()) {
                    sessionIds.add(click.getSessionId());
                }
                visits.add(visit(click, session, rows));
            }
        }
        return new Dataset(
                folder.info(), List.copyOf(items), List.copyOf(sessionIds), List.copyOf(visits));
    }

    private static Visit visit(Click click, int session, Map<String, Integer> rows) {
        Integer row = rows.get(click.getItemId());
        if (row == null) {
            throw new DatasetException(
                    "Click "
                            + click.getEventId()
                            + " is on item "
                            + click.getItemId()
                            + ", which the data set does not hold: make the data set again");
        }
        String part = click.getContext().getOrDefault("split", Visit.NO_PART);
        return new Visit(
                click.getEventId(),
                session,
                row,
                click.getEventTime().toEpochMilli(),
                part.intern());
    }

    /** Ids of the items, by row. */
    public List<String> itemIds() {
        return items.stream().map(Item::getItemId).toList();
    }

    /** The clicks of every session, oldest first; the index is the session's number. */
    public List<List<Visit>> sessions() {
        List<List<Visit>> sessions = new ArrayList<>(sessionIds.size());
        sessionIds.forEach(id -> sessions.add(new ArrayList<>()));
        visits.forEach(visit -> sessions.get(visit.session()).add(visit));
        return sessions;
    }
}
