package dev.semsr.model.network;

/**
 * The shape of a network: everything that decides which parameters it has and how it is wired.
 *
 * @param variant how text and behaviour work together
 * @param backbone the session-graph network
 * @param dimension width of item and session vectors
 * @param scale factor on the cosine before the softmax
 * @param rawTextWidth width of the encoder's vectors; 0 without text
 * @param textWidth width of the text vectors inside the network, after whitening; 0 without text
 * @param maxLength newest clicks of a session that are looked at
 * @param textSoftmax whether the attention over text vectors is a softmax
 */
public record NetworkSettings(
        Variant variant,
        Backbone backbone,
        int dimension,
        float scale,
        int rawTextWidth,
        int textWidth,
        int maxLength,
        boolean textSoftmax) {}
