package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Sessions as a network sees them.
 *
 * @param vectors [B, dimension]
 * @param attention [B, L] how much of the network's attention is on each click: none below 0, of
 *     sum 1, 0 in the padding; null if the network has no attention
 */
public record AttendedSessions(Operand<TFloat32> vectors, Operand<TFloat32> attention) {

    /** The same attention, that led to other vectors. */
    AttendedSessions withVectors(Operand<TFloat32> others) {
        return new AttendedSessions(others, attention);
    }
}
