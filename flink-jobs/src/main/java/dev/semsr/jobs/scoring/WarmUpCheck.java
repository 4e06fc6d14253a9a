package dev.semsr.jobs.scoring;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.jobs.scoring.VersionRefusedException.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks a version about sessions of its own items before it answers anybody else. */
final class WarmUpCheck {

    private static final int SESSIONS = 64;

    private WarmUpCheck() {}

    /**
     * Asks the version.
     *
     * @throws VersionRefusedException if a list is empty or holds what is no score, no item or an
     *     item twice
     */
    static void verify(LoadedModel model, BatchingSettings settings) {
        Set<String> items = model.scorer().items();
        List<List<String>> sessions = items.stream().limit(SESSIONS).map(List::of).toList();
        if (sessions.isEmpty()) {
            throw wrong(model, "it has no items");
        }
        model.complaint()
                .ifPresent(
                        complaint -> {
                            throw new VersionRefusedException(Kind.ENCODER, complaint);
                        });
        List<List<ScoredItem>> lists = model.scorer().recommend(sessions, settings.topK());
        if (lists.size() != sessions.size()) {
            throw wrong(model, "%d lists for %d sessions".formatted(lists.size(), sessions.size()));
        }
        for (int i = 0; i < lists.size(); i++) {
            verify(model, sessions.get(i), lists.get(i));
        }
    }

    private static void verify(LoadedModel model, List<String> session, List<ScoredItem> list) {
        if (list.isEmpty()) {
            throw wrong(model, "an empty list for the session " + session);
        }
        Set<String> seen = new HashSet<>();
        for (ScoredItem item : list) {
            if (!Float.isFinite(item.score())) {
                throw wrong(
                        model,
                        "the score %s for item %s after the session %s"
                                .formatted(item.score(), item.itemId(), session));
            }
            if (item.itemId() == null || !seen.add(item.itemId())) {
                throw wrong(
                        model,
                        "item %s twice or without a name after the session %s"
                                .formatted(item.itemId(), session));
            }
        }
    }

    private static VersionRefusedException wrong(LoadedModel model, String what) {
        return new VersionRefusedException(
                Kind.WARM_UP,
                "The warm-up of %s gave %s. Train and publish a new version."
                        .formatted(model.scorer().version(), what));
    }
}
