package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A backbone alone: item vectors are the interaction vectors. SemSR-I is the same network; only its
 * interaction vectors begin as something else.
 */
final class BehaviourOnly implements Network {

    private final Algebra algebra;
    private final SessionEncoder backbone;

    BehaviourOnly(Ops tf, SessionEncoder backbone) {
        this.algebra = new Algebra(tf);
        this.backbone = backbone;
    }

    @Override
    public AttendedSessions session(
            SessionGraph graph, Operand<TFloat32> interaction, Operand<TFloat32> text) {
        AttendedSessions sessions = backbone.session(graph, interaction);
        return sessions.withVectors(algebra.normalise(sessions.vectors()));
    }

    @Override
    public Operand<TFloat32> itemFromBehaviour(Operand<TFloat32> interaction) {
        return interaction;
    }

    @Override
    public Operand<TFloat32> itemFromText(Operand<TFloat32> text) {
        return null;
    }

    @Override
    public Operand<TFloat32> textQuery(Operand<TFloat32> sessions) {
        return null;
    }
}
