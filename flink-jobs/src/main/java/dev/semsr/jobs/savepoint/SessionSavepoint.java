package dev.semsr.jobs.savepoint;

import dev.semsr.core.session.SessionFormException;
import dev.semsr.core.session.SessionRevision;
import dev.semsr.jobs.recommend.Uids;
import dev.semsr.jobs.session.SessionExpiry;
import dev.semsr.schemas.SessionState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.StateBootstrapTransformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.StateMigrationException;

/**
 * The sessions in a savepoint of the main job, through Flink's State Processor API. A savepoint of
 * any release can be read whose sessions have a form that Avro resolves to the one of this release;
 * of any other, with the form that they were {@link #writtenAs written as}.
 */
public final class SessionSavepoint {

    static final OperatorIdentifier SESSIONS = OperatorIdentifier.forUid(Uids.SESSIONS);
    static final TypeInformation<Tuple2<String, SessionState>> TYPE =
            Types.TUPLE(Types.STRING, new AvroTypeInfo<>(SessionState.class));

    private final String path;
    private final Configuration flink;
    private final WrittenForm form;

    /**
     * A savepoint.
     *
     * @param path folder of the savepoint, also as a URI
     * @param flink options of the Flink that does the work in this process, such as {@code
     *     io.tmp.dirs}
     */
    public SessionSavepoint(String path, Configuration flink) {
        this(path, flink, null);
    }

    private SessionSavepoint(String path, Configuration flink, WrittenForm form) {
        this.path = path;
        this.flink = flink;
        this.form = form;
    }

    /** The same savepoint, its sessions being read in the form that they were written in. */
    public SessionSavepoint writtenAs(WrittenForm other) {
        return new SessionSavepoint(path, flink, other);
    }

    /**
     * Reads the sessions, in no order.
     *
     * @param reader is given each session's id and state and says whether it wants more
     * @throws IOException if there is no savepoint
     * @throws IllegalArgumentException if it holds no sessions
     * @throws SessionFormException if the sessions have a form that cannot be read; says what to do
     * @throws Exception if Flink cannot read it
     */
    public void read(BiPredicate<String, SessionState> reader) throws Exception {
        StreamExecutionEnvironment env = environment();
        try (CloseableIterator<Tuple2<String, SessionState>> sessions =
                sessions(env).executeAndCollect("read sessions")) {
            boolean more = true;
            while (more && sessions.hasNext()) {
                Tuple2<String, SessionState> session = sessions.next();
                more = reader.test(session.f0, session.f1);
            }
        } catch (Exception failure) {
            throw explained(isExplained(failure) ? failure : failureOfReading(failure));
        }
    }

    /**
     * Reads once more, for the reason alone: a small cluster of this process may be gone before the
     * iterator over its results has learnt why the job failed.
     */
    private Exception failureOfReading(Exception first) throws IOException {
        StreamExecutionEnvironment env = environment();
        sessions(env).sinkTo(new DiscardingSink<>());
        try {
            env.execute("read sessions");
            return first;
        } catch (Exception again) {
            again.addSuppressed(first);
            return again;
        }
    }

    private static boolean isExplained(Exception failure) {
        return cause(failure, SessionFormException.class).isPresent()
                || cause(failure, StateMigrationException.class).isPresent();
    }

    /**
     * Writes a savepoint with revised sessions. All else (offsets of Kafka, transactions, requests
     * in flight) is taken over as it is; the savepoint that was read stays as it is.
     *
     * @param target folder of the new savepoint, which must not be there yet
     * @param revision what is done to the sessions
     * @param retention after which time without a click the job will forget a session
     * @throws SessionFormException if the sessions have a form that cannot be read; says what to do
     * @throws Exception if Flink cannot read the one or write the other
     */
    public void rewrite(String target, SessionRevision revision, Duration retention)
            throws Exception {
        StreamExecutionEnvironment env = environment();
        // what is not in the state: Flink's own metadata on its way between its writer's steps
        env.configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, true));
        DataStream<Tuple2<String, SessionState>> revised =
                sessions(env).flatMap(new RevisionFlatMap(revision)).returns(TYPE);
        StateBootstrapTransformation<Tuple2<String, SessionState>> written =
                OperatorTransformation.bootstrapWith(revised)
                        .keyBy(session -> session.f0, Types.STRING)
                        .transform(new SessionWriter(new SessionExpiry(retention)));
        SavepointWriter.fromExistingSavepoint(env, path)
                .removeOperator(SESSIONS)
                .withOperator(SESSIONS, written)
                .write(target);
        try {
            env.execute("rewrite sessions");
        } catch (Exception failure) {
            throw explained(failure);
        }
    }

    private static Exception explained(Exception failure) {
        Optional<SessionFormException> wrongForm = cause(failure, SessionFormException.class);
        if (wrongForm.isPresent()) {
            return wrongForm.get();
        }
        return cause(failure, StateMigrationException.class).isEmpty()
                ? failure
                : new SessionFormException(
                        "The sessions have a form that Avro cannot resolve to the one of this"
                                + " release. Name the schema that they were written with"
                                + " (--written-as, SessionState.avsc of the release that wrote the"
                                + " savepoint) and what becomes of the fields that differ.",
                        failure);
    }

    private static <T extends Throwable> Optional<T> cause(Exception failure, Class<T> type) {
        return ExceptionUtils.findThrowableSerializedAware(
                failure, type, SessionSavepoint.class.getClassLoader());
    }

    private DataStream<Tuple2<String, SessionState>> sessions(StreamExecutionEnvironment env)
            throws IOException {
        return SavepointReader.read(env, path)
                .readKeyedState(
                        SESSIONS,
                        form == null ? new SessionReader() : new WrittenSessionReader(form),
                        Types.STRING,
                        TYPE);
    }

    private StreamExecutionEnvironment environment() {
        Configuration all = new Configuration();
        all.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        all.set(PipelineOptions.GENERIC_TYPES, false);
        all.addAll(flink);
        return StreamExecutionEnvironment.createLocalEnvironment(1, all);
    }
}
