package dev.semsr.jobs.savepoint;

import dev.semsr.jobs.session.SessionExpiry;
import dev.semsr.schemas.SessionState;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.state.api.functions.KeyedStateBootstrapFunction;

/** Writes sessions as the running job does: the state and the timer that forgets it. */
final class SessionWriter
        extends KeyedStateBootstrapFunction<String, Tuple2<String, SessionState>> {

    private static final long serialVersionUID = 1L;

    private final SessionExpiry expiry;
    private transient ValueState<SessionState> sessions;

    SessionWriter(SessionExpiry expiry) {
        this.expiry = expiry;
    }

    @Override
    public void open(OpenContext context) {
        sessions = getRuntimeContext().getState(expiry.state());
    }

    @Override
    public void processElement(Tuple2<String, SessionState> session, Context context)
            throws Exception {
        sessions.update(session.f1);
        context.timerService().registerProcessingTimeTimer(expiry.timerOf(session.f1));
    }
}
