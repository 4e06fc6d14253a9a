package dev.semsr.model.training;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.device.NativeWork;
import dev.semsr.model.device.SessionConfig;
import dev.semsr.model.network.Dropout;
import dev.semsr.model.network.Network;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Parameters;
import dev.semsr.model.network.Scoring;
import dev.semsr.model.network.SessionGraph;
import dev.semsr.model.network.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A network wired for training and validation, with its optimiser, in a session of its own.
 *
 * <p>Each step scores all clicked items, or as many as are drawn for it.
 */
final class TrainingGraph implements AutoCloseable {

    private static final float LEAST_CHANCE = 1e-30f;

    private final TrainingSettings settings;
    private final NetworkSettings shape;
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Variables variables = new Variables(tf);
    private final Parameters parameters = new Parameters(variables);
    private final Adam adam = new Adam(tf, variables);
    private final Placeholder<TInt32> rows;
    private final Placeholder<TInt32> lengths;
    private final Placeholder<TInt32> targets;
    private final Placeholder<TInt64> step;
    private final ItemTables tables;
    private final Negatives negatives;
    private final Operand<TFloat32> loss;
    private final List<Operand<TFloat32>> gradients;
    private final List<Op> updates;
    private final Operand<TInt32> ranks;
    private final Session session;

    /**
     * Wires the graph and gives every parameter its first value.
     *
     * @param text prepared text vectors; null without text
     * @param clicked which rows can be a target
     */
    TrainingGraph(
            TrainingSettings settings, NetworkSettings shape, VectorTable text, boolean[] clicked) {
        this.settings = settings;
        this.shape = shape;
        rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
        lengths = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        targets = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        tables = new ItemTables(tf, variables, parameters, shape, clicked);
        negatives =
                settings.negatives() == 0 ? null : new Negatives(tf, clicked, settings.negatives());
        Dropout dropout = Dropout.of(tf, tf.constant(settings.seed()), step, settings.dropout());
        Scored scored = scored(new Pass(dropout, settings.interactionDropout()));
        Operand<TFloat32> chances = tf.nn.softmax(scored.all());
        loss = loss(chances, scored.places());
        gradients = gradients(scored, chances);
        updates = adam.step(List.copyOf(parameters.names()), gradients, step, settings.l2());
        Pass serving = new Pass(Dropout.off(), 0);
        ranks = ranks(Scoring.scores(tf, serving.query, serving.index()));
        session = new Session(graph, SessionConfig.defaults());
        initialise(text);
    }

    /** One training step; returns the mean loss of the batch before it. */
    float step(Batch batch, long number, float rate) {
        try (Feed feed = new Feed(batch, number);
                TInt64 stepTensor = TInt64.scalarOf(number);
                TFloat32 rateTensor = TFloat32.scalarOf(rate)) {
            Runner runner =
                    feed.into(session.runner())
                            .feed(step, stepTensor)
                            .feed(adam.rate(), rateTensor)
                            .fetch(loss);
            updates.forEach(runner::addTarget);
            try (Result result = NativeWork.call(runner::run)) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }

    /** Rank of each target among all items, 1 for the best; ties count against the target. */
    int[] ranks(Batch batch) {
        try (Feed feed = new Feed(batch, 0);
                Result result = NativeWork.call(feed.into(session.runner()).fetch(ranks)::run)) {
            int[] values = new int[batch.size()];
            result.get(0).asRawTensor().data().asInts().read(values);
            return values;
        }
    }

    /** Mean loss of a batch and its gradient by each parameter, without a step. */
    Map<String, float[]> gradients(Batch batch, long number) {
        try (Feed feed = new Feed(batch, number);
                TInt64 stepTensor = TInt64.scalarOf(number)) {
            Runner runner = feed.into(session.runner()).feed(step, stepTensor).fetch(loss);
            gradients.forEach(runner::fetch);
            try (Result result = runner.run()) {
                Map<String, float[]> values = new TreeMap<>();
                values.put("loss", Variables.floats((TFloat32) result.get(0)));
                int next = 1;
                for (String name : parameters.names()) {
                    values.put(name, Variables.floats((TFloat32) result.get(next++)));
                }
                return values;
            }
        }
    }

    /** Rows of the items that a step compares its targets with. */
    int[] drawn(long number) {
        return negatives.draw(settings.seed(), number);
    }

    /** All parameters: what a model is. */
    Map<String, float[]> weights() {
        return read(parameters.names());
    }

    /** All parameters and the optimiser's memory: what a training goes on from. */
    Map<String, float[]> state() {
        Map<String, float[]> state = weights();
        state.putAll(read(adam.slots()));
        return state;
    }

    /** Writes parameters, and the optimiser's memory if it is among them. */
    void restore(Map<String, float[]> values) {
        values.forEach((name, value) -> variables.write(session, name, value));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }

    private Map<String, float[]> read(Iterable<String> names) {
        Map<String, float[]> values = new TreeMap<>();
        names.forEach(name -> values.put(name, variables.read(session, name)));
        return values;
    }

    /** Sessions and items as one pass of the network sees them. */
    private final class Pass {

        private final Dropout dropout;
        private final Network network;
        private final Operand<TFloat32> interaction;
        private final Operand<TFloat32> query;

        Pass(Dropout dropout, float interactionDropout) {
            this.dropout = dropout;
            network = Network.of(tf, shape, parameters, dropout);
            interaction = tables.interaction(dropout, interactionDropout);
            Operand<TFloat32> sessions =
                    network.session(
                                    SessionGraph.of(tf, rows, lengths),
                                    ofRows(interaction, rows),
                                    ofRows(tables.text(), rows))
                            .vectors();
            query = Scoring.query(tf, sessions, shape.scale());
        }

        /** [items, dimension + 1]. */
        Operand<TFloat32> index() {
            return index(interaction, tables.text(), tables.penalty());
        }

        /** [n, dimension + 1] of some rows. */
        Operand<TFloat32> index(Operand<TInt32> some) {
            return index(
                    ofRows(interaction, some),
                    ofRows(tables.text(), some),
                    ofRows(tables.penalty(), some));
        }

        private Operand<TFloat32> index(
                Operand<TFloat32> vectors, Operand<TFloat32> text, Operand<TFloat32> penalty) {
            Operand<TFloat32> items = Network.item(tf, network, vectors, text);
            return Scoring.index(
                    tf,
                    shape.backbone().dropsScoredItems() ? dropout.apply(items) : items,
                    penalty);
        }

        /** [B] scores of sessions and the target of each. */
        Operand<TFloat32> targetScores(Operand<TFloat32> ofTargets) {
            return tf.sum(tf.math.mul(query, ofTargets), tf.constant(1));
        }
    }

    /**
     * What a step learns from.
     *
     * @param all [B, n] the scores that the softmax is over
     * @param ofTargets [B] the scores of the targets
     * @param places [B] column of each target in {@code all}
     */
    private record Scored(
            Operand<TFloat32> all, Operand<TFloat32> ofTargets, Operand<TInt32> places) {}

    private Scored scored(Pass pass) {
        if (negatives == null) {
            Operand<TFloat32> index = pass.index();
            return new Scored(
                    Scoring.scores(tf, pass.query, index),
                    pass.targetScores(tf.gather(index, targets, tf.constant(0))),
                    targets);
        }
        Operand<TFloat32> ofTargets = pass.targetScores(pass.index(targets));
        Operand<TFloat32> ofDrawn = Scoring.scores(tf, pass.query, pass.index(negatives.rows()));
        return new Scored(
                negatives.scores(ofTargets, ofDrawn, targets), ofTargets, tf.zerosLike(targets));
    }

    private Operand<TFloat32> ofRows(Operand<TFloat32> table, Operand<TInt32> some) {
        return table == null ? null : tf.gather(table, some, tf.constant(0));
    }

    private Operand<TFloat32> loss(Operand<TFloat32> chances, Operand<TInt32> places) {
        Operand<TFloat32> ofTargets =
                tf.gather(
                        chances,
                        tf.expandDims(places, tf.constant(1)),
                        tf.constant(1),
                        Gather.batchDims(1L));
        Operand<TFloat32> logs = tf.math.log(tf.math.maximum(ofTargets, tf.constant(LEAST_CHANCE)));
        return tf.math.neg(tf.math.mean(logs, tf.constant(new int[] {0, 1})));
    }

    /**
     * Gradients of the mean cross entropy. At the scores it is the softmax, less 1 at the target;
     * the two are handed in apart, so that no second matrix of all items is made.
     */
    private List<Operand<TFloat32>> gradients(Scored scored, Operand<TFloat32> chances) {
        Operand<TFloat32> less = tf.fill(tf.shape(targets), tf.constant(-1f));
        Operand<TFloat32> share =
                tf.math.reciprocal(tf.dtypes.cast(tf.size(targets), TFloat32.class));
        Output<?>[] by =
                parameters.names().stream()
                        .map(name -> variables.get(name).asOutput())
                        .toArray(Output<?>[]::new);
        Output<?>[] found =
                graph.addGradients(
                        "gradient",
                        new Output<?>[] {scored.all().asOutput(), scored.ofTargets().asOutput()},
                        by,
                        new Output<?>[] {chances.asOutput(), less.asOutput()});
        List<Operand<TFloat32>> result = new ArrayList<>();
        for (Output<?> gradient : found) {
            result.add(tf.math.mul(gradient.expect(TFloat32.class), share));
        }
        return result;
    }

    private Operand<TInt32> ranks(Operand<TFloat32> scores) {
        Operand<TInt32> places = tf.expandDims(targets, tf.constant(1));
        Operand<TFloat32> target = tf.gather(scores, places, tf.constant(1), Gather.batchDims(1L));
        return tf.sum(
                tf.dtypes.cast(tf.math.greaterEqual(scores, target), TInt32.class), tf.constant(1));
    }

    private void initialise(VectorTable text) {
        tables.initialise(session, text);
        for (String name : parameters.names()) {
            variables.write(
                    session, name, parameters.initial(name, shape.dimension(), settings.seed()));
        }
        for (String slot : adam.slots()) {
            variables.write(session, slot, new float[variables.size(slot)]);
        }
    }

    /** A batch as tensors. */
    private final class Feed implements AutoCloseable {

        private final TInt32 rowTensor;
        private final TInt32 lengthTensor;
        private final TInt32 targetTensor;
        private final TInt32 drawn;

        private Feed(Batch batch, long number) {
            rowTensor = tensor(batch.rows(), batch.size(), batch.width());
            lengthTensor = tensor(batch.lengths(), batch.size());
            targetTensor = tensor(batch.targets(), batch.size());
            drawn =
                    negatives == null
                            ? null
                            : tensor(TrainingGraph.this.drawn(number), negatives.count());
        }

        private Runner into(Runner runner) {
            runner.feed(rows, rowTensor).feed(lengths, lengthTensor).feed(targets, targetTensor);
            return drawn == null ? runner : runner.feed(negatives.rows(), drawn);
        }

        @Override
        public void close() {
            rowTensor.close();
            lengthTensor.close();
            targetTensor.close();
            if (drawn != null) {
                drawn.close();
            }
        }

        private static TInt32 tensor(int[] values, long... lengths) {
            return TInt32.tensorOf(Shape.of(lengths), DataBuffers.of(values, true, false));
        }
    }
}
