package dev.semsr.app.chaos;

import dev.semsr.app.broker.Topics;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Shoppers at a steady rate, as they are in the wild: many sessions at once, some clicks late or
 * sent twice, some shoppers without consent or erased, some items unknown, and records that are no
 * clicks. What the records are is decided by the seed.
 */
final class ChaosTraffic implements AutoCloseable {

    /** Header of a record that is no valid click: the checker need not trust the decoder. */
    static final String BAD = "semsr-chaos-bad";

    private static final int SESSIONS = 400;
    private static final int LONGEST_SESSION = 40;
    private static final int LATE_MILLIS = 20_000;
    private static final double BAD_SHARE = 0.005;
    private static final double TWICE_SHARE = 0.01;
    private static final double LATE_SHARE = 0.02;
    private static final double UNKNOWN_SHARE = 0.02;
    private static final double ERASE_SHARE = 0.002;
    private static final double WITHOUT_CONSENT_SHARE = 0.03;

    private final SplittableRandom random;
    private final List<String> items;
    private final ClickLog log;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SingleObjectCodec<Click> codec = SingleObjectCodec.of(Click.class);
    private final List<Shopper> shoppers = new ArrayList<>();
    private final Deque<Click> twice = new ArrayDeque<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private int sessions;

    /** A shopper in the middle of a session. */
    private static final class Shopper {
        private final String session;
        private final boolean consent;
        private int left;

        Shopper(String session, boolean consent, int clicks) {
            this.session = session;
            this.consent = consent;
            this.left = clicks;
        }
    }

    /**
     * Opens the producer; sends nothing yet.
     *
     * @param items ids that shoppers click
     * @param log where clicks are noted
     */
    ChaosTraffic(long seed, String bootstrapServers, List<String> items, ClickLog log) {
        this.random = new SplittableRandom(seed);
        this.items = List.copyOf(items);
        this.log = log;
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("linger.ms", "0");
        properties.put("acks", "all");
        // a click that is not acknowledged would not be a click: the broker may be away for long
        properties.put("delivery.timeout.ms", "600000");
        properties.put("max.block.ms", "600000");
        properties.put("request.timeout.ms", "10000");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        for (int i = 0; i < SESSIONS; i++) {
            shoppers.add(newShopper());
        }
    }

    private Shopper newShopper() {
        return new Shopper(
                "s" + sessions++,
                random.nextDouble() >= WITHOUT_CONSENT_SHARE,
                random.nextInt(2, LONGEST_SESSION));
    }

    /** Sends at a rate until told to stop or interrupted. */
    void send(double perSecond, java.util.function.BooleanSupplier goOn) {
        long begun = System.nanoTime();
        long count = 0;
        while (goOn.getAsBoolean()) {
            long due = begun + (long) (count++ * 1e9 / perSecond);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            sendNext();
        }
    }

    private void sendNext() {
        if (random.nextDouble() < BAD_SHARE) {
            sendBad();
        } else if (!twice.isEmpty() && random.nextDouble() < TWICE_SHARE) {
            send(twice.remove());
        } else {
            sendClick();
        }
    }

    private void sendClick() {
        int place = random.nextInt(shoppers.size());
        Shopper shopper = shoppers.get(place);
        boolean erase = random.nextDouble() < ERASE_SHARE;
        Click click = click(shopper, erase);
        send(click);
        if (!erase && shopper.consent && random.nextDouble() < TWICE_SHARE) {
            twice.add(click);
        }
        if (--shopper.left == 0) {
            twice.removeIf(again -> again.getSessionId().equals(shopper.session));
            shoppers.set(place, newShopper());
        }
    }

    private Click click(Shopper shopper, boolean erase) {
        long now = System.currentTimeMillis();
        long late = random.nextDouble() < LATE_SHARE ? random.nextInt(1, LATE_MILLIS) : 0;
        String item =
                random.nextDouble() < UNKNOWN_SHARE
                        ? "unknown-" + random.nextInt(items.size())
                        : items.get(random.nextInt(items.size()));
        if (erase) { // clicks of before the erasure would be new ones after it
            twice.removeIf(again -> again.getSessionId().equals(shopper.session));
        }
        return Click.newBuilder()
                .setEventId(log.send(now))
                .setSessionId(shopper.session)
                .setItemId(item)
                .setEventTime(Instant.ofEpochMilli(now - late))
                .setAction(erase ? Action.ERASE : Action.VIEW)
                .setConsent(shopper.consent)
                .build();
    }

    private void send(Click click) {
        send(new ProducerRecord<>(Topics.CLICKS, key(click.getSessionId()), codec.encode(click)));
    }

    private void sendBad() {
        byte[] good =
                codec.encode(
                        Click.newBuilder()
                                .setEventId("bad")
                                .setSessionId("bad")
                                .setItemId("bad")
                                .setEventTime(Instant.now())
                                .build());
        byte[] bytes =
                switch (random.nextInt(3)) {
                    case 0 -> Arrays.copyOf(good, random.nextInt(good.length));
                    case 1 ->
                            random.ints(64)
                                    .collect(
                                            java.io.ByteArrayOutputStream::new,
                                            java.io.ByteArrayOutputStream::write,
                                            (a, b) -> a.writeBytes(b.toByteArray()))
                                    .toByteArray();
                    default -> "{\"event_id\": \"no Avro\"}".getBytes(StandardCharsets.UTF_8);
                };
        var letter = new ProducerRecord<>(Topics.CLICKS, key("bad" + random.nextInt()), bytes);
        letter.headers().add(BAD, new byte[0]);
        send(letter);
    }

    private void send(ProducerRecord<byte[], byte[]> click) {
        var unused =
                producer.send(
                        click,
                        (metadata, lost) -> {
                            if (lost != null) {
                                failure.compareAndSet(null, lost);
                            }
                        });
    }

    private static byte[] key(String session) {
        return session.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Waits until the broker has acknowledged everything.
     *
     * @throws IllegalStateException if it has not taken a record: nothing could be proven then
     */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException(
                    "The broker did not take a click: " + failure.get().getMessage(),
                    failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
