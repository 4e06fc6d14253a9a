package dev.semsr.jobs.savepoint;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A step with state that not every release has. */
final class CountedClicks extends KeyedProcessFunction<Long, Long, Long> {

    /** Its uid. */
    static final String UID = "counted-clicks";

    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Long value, Context context, Collector<Long> out) throws Exception {
        long before = count.value() == null ? 0 : count.value();
        count.update(before + 1);
        out.collect(before + 1);
    }
}
