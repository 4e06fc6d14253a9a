package dev.semsr.jobs.testing;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink whose elements the test can see.
 *
 * @param <T> the elements
 */
public final class CollectingSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final Map<String, List<Object>> COLLECTED = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    /** An empty sink. */
    public CollectingSink() {
        COLLECTED.put(id, new CopyOnWriteArrayList<>());
    }

    /** What arrived, in the order of arrival. */
    @SuppressWarnings("unchecked") // only elements of this sink are put there
    public List<T> elements() {
        return (List<T>) COLLECTED.get(id);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context context) {
                COLLECTED.get(id).add(element);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
