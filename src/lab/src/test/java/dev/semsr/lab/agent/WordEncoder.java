package dev.semsr.lab.agent;

import dev.semsr.core.encoding.TextEncoder;
import java.util.List;
import java.util.Locale;

/** Hashes words into a vector: texts that share words are near each other. */
final class WordEncoder implements TextEncoder {

    private static final int WIDTH = 256;

    @Override
    public String name() {
        return "words";
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public List<float[]> encode(List<String> texts) {
        return texts.stream().map(WordEncoder::vector).toList();
    }

    private static float[] vector(String text) {
        float[] vector = new float[WIDTH];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode() * 31, WIDTH)]++;
        }
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        for (int i = 0; i < WIDTH; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    @Override
    public void close() {}
}
