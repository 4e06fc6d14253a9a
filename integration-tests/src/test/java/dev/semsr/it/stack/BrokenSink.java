package dev.semsr.it.stack;

import dev.semsr.schemas.Recommendation;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink that does one thing wrong, now and then: what a checker of histories must find.
 *
 * @param real what writes
 * @param breakage what is wrong
 */
public record BrokenSink(Sink<Recommendation> real, Breakage breakage)
        implements Sink<Recommendation> {

    private static final long serialVersionUID = 1L;
    private static final int NOW_AND_THEN = 20;

    /** What can be wrong. */
    public enum Breakage {
        /** Nothing. */
        NONE,
        /** An answer is not written. */
        DROPS,
        /** An answer is written twice. */
        DUPLICATES,
        /** An answer is written after the next one of its session. */
        REORDERS,
        /** An answer holds the list of the one before it in its session. */
        STALE,
        /** An answer names, and so is keyed by, a session that there is not. */
        OTHER_SESSION,
        /** An answer has the id of the one before it. */
        OTHER_ID
    }

    @Override
    public SinkWriter<Recommendation> createWriter(WriterInitContext context) throws IOException {
        return new Writer(real.createWriter(context), breakage);
    }

    private static final class Writer implements SinkWriter<Recommendation> {

        private final SinkWriter<Recommendation> real;
        private final Breakage breakage;
        private final Map<String, Recommendation> last = new HashMap<>();
        private Recommendation previous;
        private Recommendation held;
        private int count;

        Writer(SinkWriter<Recommendation> real, Breakage breakage) {
            this.real = real;
            this.breakage = breakage;
        }

        @Override
        public void write(Recommendation answer, Context context)
                throws IOException, InterruptedException {
            Recommendation copy = Recommendation.newBuilder(answer).build(); // it may be reused
            Recommendation before = last.put(copy.getSessionId(), copy);
            boolean now = ++count % NOW_AND_THEN == 0;
            switch (breakage) {
                case DROPS -> {
                    if (!now) {
                        real.write(copy, context);
                    }
                }
                case DUPLICATES -> {
                    real.write(copy, context);
                    if (now) {
                        real.write(copy, context);
                    }
                }
                case REORDERS -> reorder(copy, now, context);
                case STALE -> {
                    if (now && before != null) {
                        copy.setItems(before.getItems());
                    }
                    real.write(copy, context);
                }
                case OTHER_SESSION, OTHER_ID -> {
                    if (now) {
                        mistake(copy);
                    }
                    real.write(copy, context);
                }
                case NONE -> real.write(copy, context);
            }
            previous = copy;
        }

        private void mistake(Recommendation answer) {
            if (breakage == Breakage.OTHER_SESSION) {
                answer.setSessionId("not-" + answer.getSessionId());
            } else {
                answer.setRecommendationId(previous.getRecommendationId());
            }
        }

        private void reorder(Recommendation answer, boolean now, Context context)
                throws IOException, InterruptedException {
            if (held == null && now) {
                held = answer;
                return;
            }
            real.write(answer, context);
            if (held != null && held.getSessionId().equals(answer.getSessionId())) {
                real.write(held, context);
                held = null;
            }
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            real.flush(endOfInput);
        }

        @Override
        public void close() throws Exception {
            real.close();
        }
    }
}
