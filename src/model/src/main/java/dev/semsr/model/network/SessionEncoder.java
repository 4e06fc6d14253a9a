package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A backbone as it is wired into a graph: from the vectors of a session's clicks to one vector. */
interface SessionEncoder {

    /**
     * Vectors of sessions, of any length, and the attention that led to them.
     *
     * @param graph B sessions of at most L clicks
     * @param vectors [B, L, dimension] vectors of the clicked items; anything in the padding
     */
    AttendedSessions session(SessionGraph graph, Operand<TFloat32> vectors);

    /** Wires the backbone of the settings. */
    static SessionEncoder of(
            Ops tf, NetworkSettings settings, Parameters parameters, Dropout dropout) {
        return switch (settings.backbone()) {
            case NISER, NISER_PLUS -> new Niser(tf, settings, parameters, dropout);
            case MSGAT, MSGAT_AUTHOR -> new Msgat(tf, settings, parameters, dropout);
            case SASREC -> new SasRec(tf, settings, parameters, dropout);
            case GRU4REC -> new Gru4Rec(tf, settings, parameters, dropout);
            case CORE -> new Core(tf, settings, parameters, dropout);
            case CORE_AVE -> new CoreAverage(tf, dropout);
        };
    }
}
