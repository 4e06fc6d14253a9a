package dev.semsr.app.demo;

import dev.semsr.app.answers.AnswerMeter;
import dev.semsr.app.answers.AskedClick;
import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.traffic.Traffic;
import dev.semsr.schemas.Recommendation;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Shows running traffic: a line of figures, and a session now and then. */
final class Display {

    private static final long CARD_EVERY_NANOS = Duration.ofSeconds(8).toNanos();
    private static final int WORTH_SHOWING = 3;

    private final DemoView view;
    private final SessionCard card;
    private final AtomicReference<Answered> latest = new AtomicReference<>();
    private long nextCard = System.nanoTime() + CARD_EVERY_NANOS / 2;

    /** A click with its answer. */
    private record Answered(AskedClick click, Recommendation answer) {}

    Display(DemoView view, Map<String, String> titles) {
        this.view = view;
        this.card = new SessionCard(titles);
    }

    /** Remembers an answer, to be shown if it is the latest when its time comes. */
    void answered(AskedClick click, Recommendation answer) {
        if (click.history().size() >= WORTH_SHOWING) {
            latest.set(new Answered(click, answer));
        }
    }

    /** Shows how things are now. */
    void refresh(Traffic traffic) {
        if (System.nanoTime() - nextCard >= 0) {
            Answered shown = latest.getAndSet(null);
            if (shown != null) {
                card.lines(shown.click(), shown.answer()).forEach(view::keep);
                nextCard = System.nanoTime() + CARD_EVERY_NANOS;
            }
        }
        view.show(line(traffic));
    }

    private static String line(Traffic traffic) {
        AnswerMeter meter = traffic.meter();
        Percentiles latency = Percentiles.of(meter.latencies());
        String measured =
                latency.count() == 0
                        ? "latency: warming up"
                        : String.format(
                                Locale.ROOT,
                                "latency p50 %.1f, p90 %.1f, p99 %.1f ms",
                                latency.p50(),
                                latency.p90(),
                                latency.p99());
        String hits =
                Double.isNaN(meter.hitRate())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " | next click was in the last list %.1f %%",
                                meter.hitRate() * 100);
        String letters =
                traffic.deadLetters() == 0
                        ? ""
                        : String.format(Locale.ROOT, " | dead letters %,d", traffic.deadLetters());
        return String.format(
                        Locale.ROOT,
                        "clicks %,d | recommendations %,d | ",
                        meter.asked(),
                        meter.answered())
                + measured
                + hits
                + letters;
    }
}
