package dev.semsr.jobs.savepoint;

import dev.semsr.core.session.SessionRevision;
import dev.semsr.schemas.SessionState;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.Collector;

/** Applies a revision; what it drops does not go on. */
final class RevisionFlatMap
        implements FlatMapFunction<Tuple2<String, SessionState>, Tuple2<String, SessionState>> {

    private static final long serialVersionUID = 1L;

    private final SessionRevision revision;

    RevisionFlatMap(SessionRevision revision) {
        this.revision = revision;
    }

    @Override
    public void flatMap(
            Tuple2<String, SessionState> session, Collector<Tuple2<String, SessionState>> out) {
        SessionState after = revision.apply(session.f0, session.f1);
        if (after != null) {
            out.collect(Tuple2.of(session.f0, after));
        }
    }
}
