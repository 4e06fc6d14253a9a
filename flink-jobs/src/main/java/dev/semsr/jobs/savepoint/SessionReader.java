package dev.semsr.jobs.savepoint;

import dev.semsr.jobs.session.SessionExpiry;
import dev.semsr.schemas.SessionState;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;

/** Reads sessions with their ids; also those that a running job would have forgotten by now. */
final class SessionReader extends KeyedStateReaderFunction<String, Tuple2<String, SessionState>> {

    /** No session in a savepoint is too old to be read. */
    static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final long serialVersionUID = 1L;

    private transient ValueState<SessionState> sessions;

    @Override
    public void open(OpenContext context) {
        sessions = getRuntimeContext().getState(new SessionExpiry(FOR_EVER).state());
    }

    @Override
    public void readKey(
            String sessionId, Context context, Collector<Tuple2<String, SessionState>> out)
            throws Exception {
        SessionState state = sessions.value();
        if (state != null) {
            out.collect(Tuple2.of(sessionId, state));
        }
    }
}
