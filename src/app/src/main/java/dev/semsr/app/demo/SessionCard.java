package dev.semsr.app.demo;

import dev.semsr.app.answers.AskedClick;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One session as people read it: what was clicked and what was recommended, by title. */
final class SessionCard {

    private static final int CLICKS_SHOWN = 4;
    private static final int ITEMS_SHOWN = 5;

    private final Map<String, String> titles;

    SessionCard(Map<String, String> titles) {
        this.titles = titles;
    }

    /** The lines of a session's last click and its answer. */
    List<String> lines(AskedClick click, Recommendation answer) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  Session %s after %d clicks",
                        click.sessionId(),
                        click.history().size()));
        List<String> history = click.history();
        for (String item :
                history.subList(Math.max(0, history.size() - CLICKS_SHOWN), history.size())) {
            lines.add("    clicked      " + title(item));
        }
        List<RecommendedItem> items = answer.getItems();
        for (int place = 0; place < Math.min(ITEMS_SHOWN, items.size()); place++) {
            lines.add(recommended(place + 1, items.get(place)));
        }
        if (click.nextItem() != null) {
            lines.add("    next click   " + title(click.nextItem()) + place(click, items));
        }
        lines.add("");
        return lines;
    }

    private String recommended(int place, RecommendedItem item) {
        String reason = item.getReason() == null ? "" : ", " + item.getReason();
        return String.format(
                Locale.ROOT,
                "    %-12s %d. %s  (%s%s)",
                place == 1 ? "recommended" : "",
                place,
                title(item.getItemId()),
                item.getSource().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
                reason);
    }

    private static String place(AskedClick click, List<RecommendedItem> items) {
        List<String> ids = items.stream().map(RecommendedItem::getItemId).toList();
        int place = ids.indexOf(click.nextItem()) + 1;
        return place == 0 ? "  (not in the list)" : "  (place " + place + " of the list)";
    }

    private String title(String item) {
        return titles.getOrDefault(item, item);
    }
}
