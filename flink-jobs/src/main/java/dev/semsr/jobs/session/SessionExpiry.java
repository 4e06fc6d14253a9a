package dev.semsr.jobs.session;

import dev.semsr.schemas.SessionState;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * When a session is forgotten. The timer follows from the state alone, so that it can be found and
 * deleted without being stored; it is rounded up, so that most clicks need not move it.
 */
public final class SessionExpiry implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int STEPS = 30;

    private final long retentionMillis;
    private final long stepMillis;

    /** Forgets sessions that had no click for {@code retention}, and a thirtieth of it more. */
    public SessionExpiry(Duration retention) {
        this.retentionMillis = retention.toMillis();
        this.stepMillis = Math.max(1, retentionMillis / STEPS);
    }

    /** Time of the timer that forgets the session, in milliseconds by the job's clock. */
    public long timerOf(SessionState state) {
        long due = state.getLastArrivalTime().toEpochMilli() + retentionMillis;
        return Math.floorDiv(due + stepMillis - 1, stepMillis) * stepMillis;
    }

    /** The state of a session, as it stands in every savepoint. */
    public ValueStateDescriptor<SessionState> state() {
        return forgetting(
                new ValueStateDescriptor<>(
                        SessionFunction.STATE, new AvroTypeInfo<>(SessionState.class)));
    }

    /**
     * The same state in another form.
     *
     * @param form reads and writes a session
     */
    public <T> ValueStateDescriptor<T> state(TypeSerializer<T> form) {
        return forgetting(new ValueStateDescriptor<>(SessionFunction.STATE, form));
    }

    private <T> ValueStateDescriptor<T> forgetting(ValueStateDescriptor<T> state) {
        state.enableTimeToLive(StateTtlConfig.newBuilder(timeToLive()).build());
        return state;
    }

    /** Time to live of the state: the timer comes first. */
    Duration timeToLive() {
        return Duration.ofMillis(retentionMillis + 2 * stepMillis);
    }
}
