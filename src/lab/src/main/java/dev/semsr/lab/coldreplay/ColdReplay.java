package dev.semsr.lab.coldreplay;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.Visit;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.lab.protocol.Split;
import dev.semsr.lab.protocol.TestCase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Replays a data set in the order of its clicks. Items that nobody had clicked before the cut are
 * not in the shop at first; each is published just before its first click. Every click that a test
 * question follows is answered with a list, by the catalogue of that moment; of each click on a new
 * item it is told whether the last list of its session held the item, and whether a list made just
 * before the click did.
 */
public final class ColdReplay {

    /** A list as it is shown. */
    public static final int SHORT = 20;

    /** A long list, as candidates for other uses. */
    public static final int LONG = 100;

    private final Dataset dataset;
    private final List<String> newItems;
    private final Map<String, TestCase> questions = new HashMap<>();

    /** A replay of a data set that was split. */
    public ColdReplay(Dataset dataset, Split split) {
        this.dataset = dataset;
        newItems =
                IntStream.range(0, split.itemIds().size())
                        .filter(row -> !split.seen().get(row))
                        .mapToObj(split.itemIds()::get)
                        .toList();
        split.cases().forEach(question -> questions.put(question.eventId(), question));
    }

    /** Whether there is an item that nobody had clicked before the cut. */
    public boolean hasNewItems() {
        return !newItems.isEmpty();
    }

    /**
     * Lets a model answer the whole replay.
     *
     * @throws IllegalStateException if it recommends an item that is not published yet
     */
    public ColdReplayResult run(ReplayedModel model, ProgressListener progress) {
        List<Visit> visits = dataset.visits();
        ProgressMeter meter =
                new ProgressMeter(
                        progress, "Replaying to " + model.name(), "clicks", visits.size());
        model.withdraw(newItems);
        Pass pass = new Pass(model);
        for (Visit visit : visits) {
            pass.click(visit);
            meter.add(1);
        }
        meter.finish();
        return pass.result();
    }

    /**
     * The last list of a session.
     *
     * @param question what was asked
     * @param items the list
     * @param number how many clicks had been replayed
     */
    private record Answer(TestCase question, List<String> items, long number) {}

    /** One replay. */
    private final class Pass {

        private final ReplayedModel model;
        private final Set<String> hidden = new HashSet<>(newItems);
        private final Map<String, Long> publishedAt = new HashMap<>();
        private final Map<Integer, Answer> answers = new HashMap<>();
        private final Set<String> clickedNew = new HashSet<>();
        private long number;
        private long asked;
        private long tooEarly;
        private Hits shown = Hits.NONE;
        private Hits askedFirst = Hits.NONE;
        private Hits askedLater = Hits.NONE;

        Pass(ReplayedModel model) {
            this.model = model;
        }

        void click(Visit visit) {
            number++;
            String item = dataset.items().get(visit.row()).getItemId();
            if (hidden.remove(item)) {
                model.publish(item);
                publishedAt.put(item, number);
            }
            Answer before = answers.remove(visit.session());
            if (before != null) {
                asked++;
                if (publishedAt.containsKey(item)) {
                    judge(item, before);
                }
            }
            if (publishedAt.containsKey(item)) {
                clickedNew.add(item);
            }
            model.clicked(item);
            TestCase question = questions.get(visit.eventId());
            if (question != null) {
                answers.put(visit.session(), new Answer(question, list(question), number));
            }
        }

        private void judge(String item, Answer before) {
            if (before.number() < publishedAt.get(item)) {
                tooEarly++;
            } else {
                shown = shown.plus(before.items().indexOf(item) + 1);
            }
            int place = list(before.question()).indexOf(item) + 1;
            if (clickedNew.contains(item)) {
                askedLater = askedLater.plus(place);
            } else {
                askedFirst = askedFirst.plus(place);
            }
        }

        private List<String> list(TestCase question) {
            List<String> items = model.recommend(question.prefix(), LONG);
            for (String item : items) {
                if (hidden.contains(item)) {
                    throw new IllegalStateException(
                            model.name() + " recommends " + item + " before it is published");
                }
            }
            return items;
        }

        ColdReplayResult result() {
            return new ColdReplayResult(
                    model.name(),
                    publishedAt.size(),
                    asked,
                    tooEarly,
                    shown,
                    askedFirst,
                    askedLater);
        }
    }
}
