package dev.semsr.model.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The parameters of a network as it names them while it is wired, each with how it begins. */
public final class Parameters {

    private final Variables variables;
    private final Map<String, Initial> initials = new LinkedHashMap<>();

    /** Parameters that become variables. */
    public Parameters(Variables variables) {
        this.variables = variables;
    }

    /** The parameter of a name: added at the first call, shared by later ones. */
    public Operand<TFloat32> get(String name, Initial initial, long... shape) {
        if (initials.putIfAbsent(name, initial) == null) {
            return variables.add(name, shape);
        }
        return variables.get(name);
    }

    /** Names of all parameters. */
    public Set<String> names() {
        return initials.keySet();
    }

    /** Number of values of a parameter. */
    public int size(String name) {
        return variables.size(name);
    }

    /** First values of a parameter. */
    public float[] initial(String name, int dimension, long seed) {
        return initials.get(name)
                .values(variables.size(name), variables.columns(name), dimension, seed, name);
    }
}
