package dev.semsr.app.traffic;

import dev.semsr.app.answers.AskedClick;
import dev.semsr.schemas.Click;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Many shoppers at once, as an endless row of clicks: each click is the next one of a shopper
 * picked at random; who has clicked all makes room for a new one. Seeded. For one thread.
 */
public final class Crowd implements Iterator<Click> {

    private static final int FEWEST = 50;

    private final Supplier<ShopperSession> arrivals;
    private final Random random;
    private final List<Visitor> visitors = new ArrayList<>();
    private final int size;
    private Visitor last;

    /** A shopper on the way through a session. */
    private static final class Visitor {

        private final ShopperSession session;
        private int clicked;

        Visitor(ShopperSession session) {
            this.session = session;
        }

        boolean isDone() {
            return clicked == session.items().size();
        }
    }

    /**
     * A crowd in which no shopper clicks much more than once a second.
     *
     * @param rate clicks a second of all together
     * @param arrivals the shoppers that come, one after the other, without end
     * @param seed who clicks next
     */
    public Crowd(double rate, Supplier<ShopperSession> arrivals, long seed) {
        this.size = Math.max(FEWEST, (int) Math.ceil(rate));
        this.arrivals = arrivals;
        this.random = new Random(seed);
    }

    /**
     * Shoppers that come again and again, in rounds: the sessions of a later round are other
     * sessions with the same clicks.
     */
    public static Supplier<ShopperSession> inRounds(List<ShopperSession> sessions) {
        return new Supplier<>() {
            private int next;
            private int round = 1;

            @Override
            public ShopperSession get() {
                if (next == sessions.size()) {
                    next = 0;
                    round++;
                }
                ShopperSession session = sessions.get(next++);
                return round == 1 ? session : session.withId(session.id() + "~" + round);
            }
        };
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Click next() {
        int place = random.nextInt(size);
        while (visitors.size() <= place) {
            visitors.add(new Visitor(arrivals.get()));
        }
        if (visitors.get(place).isDone()) {
            visitors.set(place, new Visitor(arrivals.get()));
        }
        last = visitors.get(place);
        last.clicked++;
        return click(last);
    }

    private static Click click(Visitor visitor) {
        return Click.newBuilder()
                .setEventId(eventId(visitor))
                .setSessionId(visitor.session.id())
                .setItemId(visitor.session.items().get(visitor.clicked - 1))
                .setEventTime(Instant.now())
                .build();
    }

    private static String eventId(Visitor visitor) {
        return visitor.session.id() + "-" + visitor.clicked;
    }

    /**
     * The click given out last, as one that awaits its answer.
     *
     * @param dueNanos when it was due, in terms of {@link System#nanoTime()}
     */
    AskedClick asked(long dueNanos) {
        List<String> items = last.session.items();
        return new AskedClick(
                eventId(last),
                last.session.id(),
                items.subList(0, last.clicked),
                last.isDone() ? null : items.get(last.clicked),
                dueNanos);
    }
}
