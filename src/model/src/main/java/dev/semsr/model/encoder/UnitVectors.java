package dev.semsr.model.encoder;

/** Brings vectors of encoders to length 1. */
final class UnitVectors {

    private UnitVectors() {}

    /**
     * The vector at length 1.
     *
     * @throws EncoderException if it has no direction: all zero, or not a number somewhere
     */
    static float[] normalised(float[] vector, String encoder) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new EncoderException(
                    "Encoder "
                            + encoder
                            + " answered a vector of length "
                            + length
                            + ", which points nowhere. Check the model that it serves.",
                    null,
                    true);
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
