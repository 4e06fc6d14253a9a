package dev.semsr.model.encoder;

import dev.semsr.core.encoding.TextEncoder;
import java.util.ArrayList;
import java.util.List;

/** Counts letters, and what it was asked. */
final class LetterEncoder implements TextEncoder {

    final List<String> asked = new ArrayList<>();
    int failAfter = Integer.MAX_VALUE;

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public int width() {
        return 4;
    }

    @Override
    public List<float[]> encode(List<String> texts) {
        if (asked.size() + texts.size() > failAfter) {
            throw new EncoderException("No more");
        }
        asked.addAll(texts);
        return texts.stream().map(LetterEncoder::vector).toList();
    }

    @Override
    public void close() {
        // nothing to close
    }

    static float[] vector(String text) {
        float[] vector = new float[4];
        text.chars().forEach(letter -> vector[letter % 4]++);
        return UnitVectors.normalised(vector, "letters");
    }
}
