package dev.semsr.jobs.savepoint;

import dev.semsr.jobs.session.SessionExpiry;
import dev.semsr.schemas.SessionState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.functions.KeyedStateBootstrapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A savepoint whose sessions have a form that Avro cannot resolve to today's: {@code
 * recent_event_ids} had another name, {@code sequence} was a text, {@code variant} a record, and
 * there was one field more.
 */
final class IncompatibleSavepoint
        extends KeyedStateBootstrapFunction<String, Tuple2<String, SessionState>> {

    private static final long serialVersionUID = 1L;

    private final SessionExpiry expiry;
    private transient ValueState<GenericRecord> sessions;

    private IncompatibleSavepoint(SessionExpiry expiry) {
        this.expiry = expiry;
    }

    /** The schema of its sessions. */
    static Schema schema() {
        try (InputStream in =
                IncompatibleSavepoint.class.getResourceAsStream(
                        "session-state-incompatible.avsc")) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it: all else, and what its sessions say, is that of another savepoint. */
    static void write(String from, String to) throws Exception {
        var config = new Configuration();
        config.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        config.set(PipelineOptions.GENERIC_TYPES, true);
        var env = StreamExecutionEnvironment.createLocalEnvironment(1, config);
        var sessions =
                SavepointReader.read(env, from)
                        .readKeyedState(
                                SessionSavepoint.SESSIONS,
                                new SessionReader(),
                                Types.STRING,
                                SessionSavepoint.TYPE);
        SavepointWriter.fromExistingSavepoint(env, from)
                .removeOperator(SessionSavepoint.SESSIONS)
                .withOperator(
                        SessionSavepoint.SESSIONS,
                        OperatorTransformation.bootstrapWith(sessions)
                                .keyBy(session -> session.f0, Types.STRING)
                                .transform(
                                        new IncompatibleSavepoint(
                                                new SessionExpiry(SessionReader.FOR_EVER))))
                .write(to);
        env.execute("write sessions of an incompatible form");
    }

    @Override
    public void open(OpenContext context) {
        sessions = getRuntimeContext().getState(expiry.state(new FormerSerializer(schema())));
    }

    @Override
    public void processElement(Tuple2<String, SessionState> session, Context context)
            throws Exception {
        sessions.update(former(session.f1));
        context.timerService().registerProcessingTimeTimer(expiry.timerOf(session.f1));
    }

    private static GenericRecord former(SessionState state) throws IOException {
        GenericRecord today = generic(state);
        GenericRecord former = new GenericData.Record(schema());
        for (Schema.Field field : former.getSchema().getFields()) {
            former.put(
                    field.name(),
                    switch (field.name()) {
                        case "seen_event_ids" -> today.get("recent_event_ids");
                        case "sequence" -> today.get("sequence") + " clicks";
                        case "variant" -> variant(field.schema().getTypes().get(1));
                        case "clicks_per_minute" -> 3;
                        default -> today.get(field.name());
                    });
        }
        return former;
    }

    private static GenericRecord variant(Schema schema) {
        GenericRecord variant = new GenericData.Record(schema);
        variant.put("name", "blue");
        variant.put("share", 50);
        return variant;
    }

    private static GenericRecord generic(SessionState state) throws IOException {
        var bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new SpecificDatumWriter<>(SessionState.class).write(state, encoder);
        return new GenericDatumReader<GenericRecord>(SessionState.getClassSchema())
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }
}
