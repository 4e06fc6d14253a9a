package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A backbone over fused item vectors: what goes in is what is scored, so text needs no branch of
 * its own on the session's side.
 */
final class ConsistentNetwork implements Network {

    private final Ops tf;
    private final Algebra algebra;
    private final NetworkSettings settings;
    private final SessionEncoder backbone;
    private final ItemFusion fusion;

    ConsistentNetwork(
            Ops tf, NetworkSettings settings, SessionEncoder backbone, ItemFusion fusion) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.settings = settings;
        this.backbone = backbone;
        this.fusion = fusion;
    }

    @Override
    public AttendedSessions session(
            SessionGraph graph, Operand<TFloat32> interaction, Operand<TFloat32> text) {
        Operand<TFloat32> items =
                Network.item(
                        tf,
                        this,
                        flat(interaction, settings.dimension()),
                        flat(text, settings.textWidth()));
        Operand<TFloat32> clicks = tf.reshape(algebra.normalise(items), tf.shape(interaction));
        AttendedSessions sessions = backbone.session(graph, clicks);
        return sessions.withVectors(algebra.normalise(sessions.vectors()));
    }

    @Override
    public Operand<TFloat32> itemFromBehaviour(Operand<TFloat32> interaction) {
        return fusion.fromBehaviour(interaction);
    }

    @Override
    public Operand<TFloat32> itemFromText(Operand<TFloat32> text) {
        return fusion.fromText(text);
    }

    @Override
    public Operand<TFloat32> textQuery(Operand<TFloat32> sessions) {
        return fusion.textQuery(sessions);
    }

    /** [B, L, width] as [B * L, width]. */
    private Operand<TFloat32> flat(Operand<TFloat32> x, int width) {
        return tf.reshape(x, tf.constant(new int[] {-1, width}));
    }
}
