package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A network as it is wired into a graph: the same code for training, validation and serving. */
public interface Network {

    /**
     * Vectors of sessions, of length 1, and the attention that led to them.
     *
     * @param graph B sessions of at most L clicks
     * @param interaction [B, L, dimension] interaction vectors of the clicked items
     * @param text [B, L, text width] text vectors of the clicked items; null without text
     */
    AttendedSessions session(
            SessionGraph graph, Operand<TFloat32> interaction, Operand<TFloat32> text);

    /**
     * The part of item vectors that comes from behaviour.
     *
     * @param interaction [n, dimension]
     * @return [n, dimension], of any length
     */
    Operand<TFloat32> itemFromBehaviour(Operand<TFloat32> interaction);

    /**
     * The part of item vectors that comes from text; an item's vector is the sum of both parts,
     * brought to length 1.
     *
     * @param text [n, text width]
     * @return [n, dimension]; null without text
     */
    Operand<TFloat32> itemFromText(Operand<TFloat32> text);

    /**
     * What the text part of scores is made with: the product of a text vector and this is the
     * product of the item's text part and the session.
     *
     * @param sessions [B, dimension]
     * @return [B, text width]; null without text
     */
    Operand<TFloat32> textQuery(Operand<TFloat32> sessions);

    /** Item vectors of any length, of which scores take the direction only. */
    static Operand<TFloat32> item(
            Ops tf, Network network, Operand<TFloat32> interaction, Operand<TFloat32> text) {
        Operand<TFloat32> behaviour = network.itemFromBehaviour(interaction);
        return text == null ? behaviour : tf.math.add(behaviour, network.itemFromText(text));
    }

    /** Wires the network of the settings. */
    static Network of(Ops tf, NetworkSettings settings, Parameters parameters, Dropout dropout) {
        SessionEncoder backbone = SessionEncoder.of(tf, settings, parameters, dropout);
        return switch (settings.variant()) {
            case BASE, SEMSR_I -> new BehaviourOnly(tf, backbone);
            case SEMSR_F -> new SemSrF(tf, settings, parameters, dropout, backbone);
            case CONSISTENT ->
                    new ConsistentNetwork(
                            tf, settings, backbone, new LinearFusion(tf, settings, parameters));
            case ALPHA_FUSE ->
                    new ConsistentNetwork(tf, settings, backbone, new WeakAxesFusion(tf, settings));
        };
    }
}
