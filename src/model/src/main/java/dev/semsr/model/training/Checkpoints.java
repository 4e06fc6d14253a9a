package dev.semsr.model.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The checkpoint of a training: one file, written aside and renamed, so that it is whole whenever
 * the process ends. Holds settings and a fingerprint of the corpus, and is refused by a training
 * with others.
 */
class Checkpoints {

    static final String FILE = "checkpoint.bin";

    /** How long to train between two checkpoints inside an epoch. */
    static final Duration EVERY = Duration.ofSeconds(30);

    private static final int MAGIC = 0x53454D31; // "SEM1"
    private static final int WRITING_SHARE = 20;
    private static final String NONE = "none";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;
    private final Header expected;
    private final Duration every;
    private long lastWrite = System.nanoTime();
    private long lastTook;

    /** The setting's name in the header; settings themselves do not know it. */
    private static final String WARM_START = "warmStart";

    private record Header(Map<String, String> settings, String corpus) {}

    private record Content(Header header, TrainingPosition position) {}

    /**
     * @param folder where the file goes; null to write none
     * @param every how long to train between two checkpoints
     */
    Checkpoints(Path folder, Corpus corpus, TrainingSettings settings, Duration every) {
        this(folder, corpus, settings, null, every);
    }

    /**
     * @param first what the training begins from; null for chance
     */
    Checkpoints(
            Path folder,
            Corpus corpus,
            TrainingSettings settings,
            FirstWeights first,
            Duration every) {
        this.folder = folder;
        this.every = every;
        Map<String, String> described = new TreeMap<>(settings.asMap());
        if (first != null) {
            described.put(WARM_START, first.origin());
        }
        this.expected = new Header(described, CorpusFingerprint.of(corpus));
    }

    /** Writes one if the last is some time ago; seldom enough that writing costs little. */
    void writeIfDue(Supplier<Checkpoint> checkpoint) {
        long interval = Math.max(every.toNanos(), every.isZero() ? 0 : WRITING_SHARE * lastTook);
        if (folder != null && System.nanoTime() - lastWrite >= interval) {
            write(checkpoint.get());
        }
    }

    /** Writes one now. */
    void write(Checkpoint checkpoint) {
        if (folder == null) {
            return;
        }
        long start = System.nanoTime();
        Path aside = folder.resolve(FILE + ".writing");
        try {
            Files.createDirectories(folder);
            writeTo(aside, checkpoint);
            Files.move(
                    aside,
                    folder.resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a checkpoint to " + folder, e);
        }
        lastWrite = System.nanoTime();
        lastTook = lastWrite - start;
    }

    /**
     * The checkpoint, if there is one.
     *
     * @throws CheckpointMismatchException if it is of another training, or damaged
     */
    Optional<Checkpoint> read() {
        if (folder == null || !Files.exists(folder.resolve(FILE))) {
            return Optional.empty();
        }
        Path file = folder.resolve(FILE);
        try {
            return Optional.of(readFrom(file));
        } catch (IOException e) {
            throw new CheckpointMismatchException(
                    "The checkpoint "
                            + file
                            + " is damaged ("
                            + e.getMessage()
                            + "). Delete it and train from the start.",
                    e);
        }
    }

    private void writeTo(Path file, Checkpoint checkpoint) throws IOException {
        CheckedOutputStream checked =
                new CheckedOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(file), 1 << 16),
                        new CRC32());
        try (DataOutputStream out = new DataOutputStream(checked)) {
            out.writeInt(MAGIC);
            byte[] content = MAPPER.writeValueAsBytes(new Content(expected, checkpoint.position()));
            out.writeInt(content.length);
            out.write(content);
            writeArrays(out, checkpoint.state());
            writeArrays(out, checkpoint.bestWeights());
            out.writeLong(checked.getChecksum().getValue());
        }
    }

    private Checkpoint readFrom(Path file) throws IOException {
        CheckedInputStream checked =
                new CheckedInputStream(
                        new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32());
        try (DataInputStream in = new DataInputStream(checked)) {
            if (in.readInt() != MAGIC) {
                throw new IOException("it is no checkpoint");
            }
            Content content = MAPPER.readValue(in.readNBytes(in.readInt()), Content.class);
            requireSame(file, content.header());
            Map<String, float[]> state = readArrays(in);
            Map<String, float[]> best = readArrays(in);
            long checksum = checked.getChecksum().getValue();
            if (in.readLong() != checksum) {
                throw new IOException("its checksum is wrong");
            }
            return new Checkpoint(content.position(), state, best);
        }
    }

    private void requireSame(Path file, Header found) {
        if (!found.settings().equals(expected.settings())) {
            throw new CheckpointMismatchException(
                    "The checkpoint "
                            + file
                            + " is of a training with other settings: "
                            + differences(found.settings())
                            + ". Resume with those settings, or train without --resume.");
        }
        if (!found.corpus().equals(expected.corpus())) {
            throw new CheckpointMismatchException(
                    "The checkpoint "
                            + file
                            + " is of a training on other data. Resume with that data, or train"
                            + " without --resume.");
        }
    }

    private String differences(Map<String, String> found) {
        Map<String, String> wanted = expected.settings();
        Set<String> names = new TreeSet<>(wanted.keySet());
        names.addAll(found.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(found.get(name), wanted.get(name)))
                .map(
                        name ->
                                "%s was %s, now %s"
                                        .formatted(
                                                name,
                                                found.getOrDefault(name, NONE),
                                                wanted.getOrDefault(name, NONE)))
                .collect(Collectors.joining("; "));
    }

    private static void writeArrays(DataOutputStream out, Map<String, float[]> arrays)
            throws IOException {
        out.writeInt(arrays.size());
        for (Map.Entry<String, float[]> entry : arrays.entrySet()) {
            out.writeUTF(entry.getKey());
            float[] values = entry.getValue();
            out.writeInt(values.length);
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(4, values.length));
            bytes.asFloatBuffer().put(values);
            out.write(bytes.array());
        }
    }

    private static Map<String, float[]> readArrays(DataInputStream in) throws IOException {
        Map<String, float[]> arrays = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            float[] values = new float[in.readInt()];
            byte[] bytes = new byte[Math.multiplyExact(4, values.length)];
            in.readFully(bytes);
            ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
            arrays.put(name, values);
        }
        return arrays;
    }
}
