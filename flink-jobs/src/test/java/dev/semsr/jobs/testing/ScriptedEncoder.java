package dev.semsr.jobs.testing;

import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.jobs.encoding.EncoderSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An encoder that does what a test says. The vector of a text is its length and its first
 * character. Texts with "bad" in them are refused.
 */
public final class ScriptedEncoder implements TextEncoder {

    private static final Map<String, ScriptedEncoder> ENCODERS = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final String name;
    private final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile RuntimeException outage;
    private boolean held;

    /** An encoder of a name. */
    public ScriptedEncoder(String name) {
        this.name = name;
        ENCODERS.put(id, this);
    }

    /** The vector that it makes of a text. */
    public static List<Float> vector(String text) {
        return List.of((float) text.length(), (float) text.charAt(0));
    }

    /** Where a process gets it from, also after serialisation. */
    public EncoderSource source() {
        return new RegisteredEncoder(id);
    }

    /** From now on all calls fail; null ends that. */
    public void failWith(RuntimeException failure) {
        outage = failure;
    }

    /** From now on calls do not return. */
    public synchronized void hold() {
        held = true;
    }

    /** Calls return again. */
    public synchronized void release() {
        held = false;
        notifyAll();
    }

    /** The texts of each call so far. */
    public List<List<String>> calls() {
        return List.copyOf(calls);
    }

    /** All texts so far. */
    public List<String> texts() {
        return calls().stream().flatMap(List::stream).toList();
    }

    /** How often it was opened. */
    public int opened() {
        return opened.get();
    }

    /** How often it was closed. */
    public int closed() {
        return closed.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public List<float[]> encode(List<String> texts) {
        calls.add(List.copyOf(texts));
        waitWhileHeld();
        RuntimeException failure = outage;
        if (failure != null) {
            throw failure;
        }
        return texts.stream().map(ScriptedEncoder::encoded).toList();
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    private static float[] encoded(String text) {
        if (text.contains("bad")) {
            throw new IllegalArgumentException("no vector for '" + text + "'");
        }
        List<Float> vector = vector(text);
        return new float[] {vector.get(0), vector.get(1)};
    }

    private synchronized void waitWhileHeld() {
        while (held) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while held", e);
            }
        }
    }

    private record RegisteredEncoder(String id) implements EncoderSource {

        private static final long serialVersionUID = 1L;

        @Override
        public TextEncoder open() {
            ScriptedEncoder encoder = ENCODERS.get(id);
            encoder.opened.incrementAndGet();
            if (encoder.outage != null) {
                throw encoder.outage;
            }
            return encoder;
        }

        @Override
        public String knownName() {
            return ENCODERS.get(id).name;
        }
    }
}
