package dev.semsr.model.network;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every backbone with every variant. */
public final class Pairs {

    private Pairs() {}

    /** Arguments of a parameterised test: backbone, variant. */
    public static Stream<Arguments> all() {
        return Arrays.stream(Backbone.values())
                .filter(Backbone::isIndependentOfBatch)
                .flatMap(
                        backbone ->
                                Arrays.stream(Variant.values())
                                        .map(variant -> Arguments.of(backbone, variant)));
    }
}
