package dev.semsr.jobs.savepoint;

import dev.semsr.jobs.session.SessionExpiry;
import dev.semsr.schemas.SessionState;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;

/** Reads sessions in the form that they were written in, and brings them into today's. */
final class WrittenSessionReader
        extends KeyedStateReaderFunction<String, Tuple2<String, SessionState>> {

    private static final long serialVersionUID = 1L;

    private final WrittenForm form;
    private transient ValueState<GenericRecord> sessions;

    WrittenSessionReader(WrittenForm form) {
        this.form = form;
    }

    @Override
    public void open(OpenContext context) {
        sessions =
                getRuntimeContext()
                        .getState(
                                new SessionExpiry(SessionReader.FOR_EVER)
                                        .state(new WrittenSerializer(form.schema())));
    }

    @Override
    public void readKey(
            String sessionId, Context context, Collector<Tuple2<String, SessionState>> out)
            throws Exception {
        GenericRecord written = sessions.value();
        if (written != null) {
            out.collect(Tuple2.of(sessionId, form.reviser().revise(sessionId, written)));
        }
    }
}
