package dev.semsr.jobs.testing;

import dev.semsr.core.session.ClickLimits;
import dev.semsr.core.session.ClickValidator;
import dev.semsr.core.session.InvalidClickException;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Values of records that no producer should send, by kind. Each comes from a click of a session and
 * an event of its own, so that none can be taken for the duplicate of another. What is random comes
 * from a fixed seed.
 */
public final class BadInput {

    private static final long SEED = 20_260_601L;
    private static final int RANDOM_OF_A_KIND = 150;
    private static final Instant NOW = Instant.now();

    private final Map<String, byte[]> values = new LinkedHashMap<>();
    private final Random random = new Random(SEED);

    private BadInput() {}

    /** The values by their kind; null for a record without value. */
    public static Map<String, byte[]> values() {
        BadInput input = new BadInput();
        input.addNothing();
        input.addTruncated();
        input.addFlipped();
        input.addRandom();
        input.addWrongHeaders();
        input.addWrongBodies();
        input.addExtremeTimes();
        input.addOddIds();
        input.addHuge();
        return input.values;
    }

    /**
     * The click that a value is taken for; empty if it is to be a dead letter. Said by codec and
     * validator, whose own tests hold them.
     */
    public static Optional<Click> accepted(byte[] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Click click = SingleObjectCodec.of(Click.class).decode(value);
            new ClickValidator(ClickLimits.DEFAULT).check(click, Instant.now());
            return Optional.of(click);
        } catch (UndecodableRecordException | InvalidClickException e) {
            return Optional.empty();
        }
    }

    private void addNothing() {
        values.put("no value", null);
        values.put("empty value", new byte[0]);
        values.put("text", "not a click".getBytes(StandardCharsets.UTF_8));
        values.put("json", "{\"event_id\":\"e\"}".getBytes(StandardCharsets.UTF_8));
        values.put("zeros", new byte[100]);
        values.put("ones", filled(100, (byte) 0xFF));
    }

    private void addTruncated() {
        int length = click().length;
        for (int kept = 0; kept < length; kept++) {
            values.put("cut to " + kept, Arrays.copyOf(click(), kept));
        }
    }

    private void addFlipped() {
        int length = click().length;
        for (int at = 0; at < length; at++) {
            byte[] bytes = click();
            bytes[at] ^= (byte) 0x80;
            values.put("highest bit of byte " + at, bytes);
        }
    }

    private void addRandom() {
        for (int i = 0; i < RANDOM_OF_A_KIND; i++) {
            byte[] mutated = click();
            for (int change = random.nextInt(6); change >= 0; change--) {
                mutated[10 + random.nextInt(mutated.length - 10)] = (byte) random.nextInt();
            }
            values.put("mutated body " + i, mutated);
            byte[] garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);
            values.put("garbage " + i, garbage);
            values.put("garbage behind the header " + i, concat(header(), garbage));
        }
    }

    private void addWrongHeaders() {
        byte[] magic = click();
        magic[0] = 0;
        values.put("registry's magic byte", magic);
        byte[] version = click();
        version[1] = 2;
        values.put("unknown version of the encoding", version);
        byte[] fingerprint = click();
        ByteBuffer.wrap(fingerprint).order(ByteOrder.LITTLE_ENDIAN).putLong(2, 42);
        values.put("unknown fingerprint", fingerprint);
        Item item = Item.newBuilder().setItemId("i").build();
        byte[] foreign = SingleObjectCodec.of(Item.class).encode(item);
        values.put("record of another topic", foreign);
        byte[] disguised = foreign.clone();
        System.arraycopy(header(), 0, disguised, 0, 10);
        values.put("record of another topic under a click's header", disguised);
        values.put("click without a header", Arrays.copyOfRange(click(), 10, click().length));
        values.put("two clicks in one", concat(click(), click()));
        values.put("bytes behind a click", concat(click(), new byte[3]));
    }

    private void addWrongBodies() {
        values.put("string of negative length", body(out -> out.writeLong(-5)));
        values.put("string of two gigabytes", body(out -> out.writeLong(Integer.MAX_VALUE)));
        values.put("string longer than any array", body(out -> out.writeLong(Long.MAX_VALUE)));
        values.put("action that there is none", body(this::beforeAction, out -> out.writeEnum(99)));
        values.put("action below zero", body(this::beforeAction, out -> out.writeEnum(-1)));
        values.put("union branch 7", body(this::beforeUnion, out -> out.writeIndex(7)));
        values.put("union branch -1", body(this::beforeUnion, out -> out.writeIndex(-1)));
        values.put("consent 42", body(this::beforeConsent, out -> out.writeFixed(new byte[] {42})));
        values.put(
                "context of a billion pairs",
                body(this::beforeContext, out -> out.writeLong(1_000_000_000)));
        values.put(
                "context of -2^63 pairs",
                body(this::beforeContext, out -> out.writeLong(Long.MIN_VALUE)));
        values.put(
                "context with numbers in it",
                body(
                        this::beforeContext,
                        out -> {
                            out.writeLong(1);
                            out.writeString("page");
                            out.writeDouble(Double.NaN);
                            out.writeLong(0);
                        }));
        values.put("number of more than 64 bits", concat(header(), filled(40, (byte) 0x80)));
        byte[] invalid = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
        values.put("event id that is no UTF-8", body(out -> out.writeBytes(invalid)));
    }

    private void addExtremeTimes() {
        long now = NOW.toEpochMilli();
        long[] times = {
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1,
            -1,
            0,
            1,
            now / 1_000,
            now * 1_000,
            now * 1_000_000,
            Integer.MAX_VALUE,
            Instant.parse("2099-01-01T00:00:00Z").toEpochMilli(),
            NOW.plusSeconds(3_600).toEpochMilli(),
            NOW.plusSeconds(86_400 * 364).toEpochMilli(),
            NOW.minusSeconds(86_400 * 729).toEpochMilli(),
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE
        };
        for (long time : times) {
            values.put("time " + time, bytes(builder().setEventTime(Instant.ofEpochMilli(time))));
        }
    }

    private void addOddIds() {
        List<String> ids =
                List.of(
                        "",
                        " ",
                        "\t\n",
                        "\u2003",
                        "\u0000",
                        "a\u0000b",
                        "x".repeat(256),
                        "x".repeat(257),
                        "x".repeat(100_000),
                        "\uD83D\uDE00".repeat(128),
                        "\uD83D\uDE00".repeat(129),
                        "\u202Eabc\u202C",
                        "\uFEFF",
                        "\uFFFD",
                        "\uD800",
                        "../../etc/passwd",
                        "\r\nX-Header: 1");
        for (int i = 0; i < ids.size(); i++) {
            values.put("event id " + i, bytes(builder().setEventId(ids.get(i))));
            values.put("session id " + i, bytes(builder().setSessionId(ids.get(i))));
            values.put("item id " + i, bytes(builder().setItemId(ids.get(i))));
        }
    }

    private void addHuge() {
        Map<String, String> many =
                IntStream.range(0, 20_000).boxed().collect(Collectors.toMap(i -> "k" + i, i -> ""));
        values.put("20,000 pairs of context", bytes(builder().setContext(many)));
        values.put(
                "context of a megabyte",
                bytes(builder().setContext(Map.of("page", "x".repeat(1 << 20)))));
        values.put("two megabytes of nothing", new byte[2 << 20]);
    }

    /** Writes a part of a record in Avro's binary form. */
    private interface Part {
        void write(BinaryEncoder out) throws IOException;
    }

    private void beforeAction(BinaryEncoder out) throws IOException {
        Click click = builder().build();
        out.writeString(click.getEventId());
        out.writeString(click.getSessionId());
        out.writeString(click.getItemId());
        out.writeLong(NOW.toEpochMilli());
    }

    private void beforeUnion(BinaryEncoder out) throws IOException {
        beforeAction(out);
        out.writeEnum(1);
    }

    private void beforeConsent(BinaryEncoder out) throws IOException {
        beforeUnion(out);
        out.writeIndex(0);
    }

    private void beforeContext(BinaryEncoder out) throws IOException {
        beforeConsent(out);
        out.writeBoolean(true);
    }

    private byte[] body(Part... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
            for (Part part : parts) {
                part.write(out);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return concat(header(), bytes.toByteArray());
    }

    private byte[] click() {
        return bytes(builder());
    }

    private Click.Builder builder() {
        String number = String.format("%05d", values.size());
        return Click.newBuilder(Records.click("e" + number, "s" + number, "a", NOW));
    }

    private static byte[] bytes(Click.Builder click) {
        return Records.bytes(click.build());
    }

    private static byte[] header() {
        Schema schema = Click.getClassSchema();
        ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0xC3).put((byte) 1);
        header.putLong(SchemaNormalization.parsingFingerprint64(schema));
        return header.array();
    }

    private static byte[] filled(int length, byte value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, value);
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] bytes = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, bytes, first.length, second.length);
        return bytes;
    }
}
