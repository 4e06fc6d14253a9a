package dev.semsr.jobs.savepoint;

import dev.semsr.jobs.session.SessionExpiry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** Reads the timers of the sessions in a savepoint. */
final class SessionTimers extends KeyedStateReaderFunction<String, Tuple2<String, Long>> {

    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().getState(new SessionExpiry(SessionReader.FOR_EVER).state());
    }

    @Override
    public void readKey(String sessionId, Context context, Collector<Tuple2<String, Long>> out)
            throws Exception {
        for (Long timer : context.registeredProcessingTimeTimers()) {
            out.collect(Tuple2.of(sessionId, timer));
        }
    }

    /** The times of each session's timers. */
    static Map<String, List<Long>> in(String savepoint) throws Exception {
        var config = new Configuration().set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        var env = StreamExecutionEnvironment.createLocalEnvironment(1, config);
        var timers =
                SavepointReader.read(env, savepoint)
                        .readKeyedState(
                                SessionSavepoint.SESSIONS,
                                new SessionTimers(),
                                Types.STRING,
                                Types.TUPLE(Types.STRING, Types.LONG));
        Map<String, List<Long>> found = new TreeMap<>();
        try (var all = timers.executeAndCollect()) {
            all.forEachRemaining(
                    timer ->
                            found.computeIfAbsent(timer.f0, id -> new ArrayList<>()).add(timer.f1));
        }
        return found;
    }
}
