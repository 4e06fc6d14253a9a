package dev.semsr.model.network;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * The float variables of a graph, by name, with the way to write and read them from Java.
 *
 * <p>They are reference variables: the Java exporter of SavedModels loses resource variables.
 */
public final class Variables {

    private final Ops tf;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Variables of the graph of {@code tf}. */
    public Variables(Ops tf) {
        this.tf = tf;
    }

    private record Entry(
            Variable<TFloat32> variable,
            Shape shape,
            Placeholder<TFloat32> input,
            Assign<TFloat32> assign) {}

    /** Adds a variable of a name that is not taken yet. */
    public Variable<TFloat32> add(String name, long... shape) {
        Shape dimensions = Shape.of(shape);
        Variable<TFloat32> variable =
                tf.withName(operation(name)).variable(dimensions, TFloat32.class);
        Placeholder<TFloat32> input = tf.placeholder(TFloat32.class, Placeholder.shape(dimensions));
        Entry entry = new Entry(variable, dimensions, input, tf.assign(variable, input));
        if (entries.putIfAbsent(name, entry) != null) {
            throw new IllegalStateException("Variable " + name + " exists already");
        }
        return variable;
    }

    /** Name of a variable's operation in its scope of a graph. */
    public static String operation(String name) {
        return name.replace('/', '.');
    }

    /** Adds a variable of the shape of another. */
    public Variable<TFloat32> addLike(String name, String other) {
        return add(name, entry(other).shape().asArray());
    }

    /** Names of all variables, in the order in which they were added. */
    public Collection<String> names() {
        return entries.keySet();
    }

    /** The variable of a name. */
    public Operand<TFloat32> get(String name) {
        return entry(name).variable();
    }

    /** Number of values of a variable. */
    public int size(String name) {
        return Math.toIntExact(entry(name).shape().size());
    }

    /** Length of the last axis of a variable. */
    public int columns(String name) {
        Shape shape = entry(name).shape();
        return (int) shape.get(shape.numDimensions() - 1);
    }

    /** Writes all values of a variable. */
    public void write(Session session, String name, float[] values) {
        Entry entry = entry(name);
        if (values.length != entry.shape().size()) {
            throw new IllegalArgumentException(
                    values.length + " values do not fit " + name + " of " + entry.shape());
        }
        try (TFloat32 tensor =
                        TFloat32.tensorOf(entry.shape(), DataBuffers.of(values, true, false));
                Result done =
                        session.runner()
                                .feed(entry.input(), tensor)
                                .addTarget(entry.assign())
                                .run()) {
            done.size();
        }
    }

    /** Reads all values of a variable. */
    public float[] read(Session session, String name) {
        try (Result result = session.runner().fetch(entry(name).variable()).run()) {
            return floats((TFloat32) result.get(0));
        }
    }

    /** All values of a tensor, row by row. */
    public static float[] floats(TFloat32 tensor) {
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("There is no variable " + name);
        }
        return entry;
    }
}
