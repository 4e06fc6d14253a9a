package dev.semsr.app.cli;

import dev.semsr.lab.experiment.DeclaredExperiment.Choices;
import dev.semsr.model.encoder.EncoderSpec;
import dev.semsr.model.network.Backbone;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What the caller of a declared experiment may choose; a {@code Mixin}. */
final class DeclaredModelOptions {

    private static final Set<String> OF_THE_PAPER = Set.of("niser", "msgat");
    private static final Set<String> PUBLISHED = Set.of("niser", "niser+", "msgat", "msgat-author");

    @Option(
            names = "--backbones",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Session networks of the models, the first for experiments about one (default:"
                            + " niser and msgat; for published, all that have figures).")
    private List<String> backbones = List.of();

    @Option(
            names = "--encoders",
            paramLabel = "ENCODER",
            split = ",",
            description =
                    "Encoders to compare, in the experiment encoders: "
                            + EncoderSpec.FORMS
                            + " (default: the built-in).")
    private List<String> encoders = List.of();

    Choices choices() {
        backbones.forEach(Backbone::of);
        return new Choices(
                backbones.isEmpty() ? known(OF_THE_PAPER) : backbones,
                encoders.isEmpty() ? List.of(EncoderSpec.DEFAULT.toString()) : encoders,
                backbones.isEmpty() ? known(PUBLISHED) : backbones);
    }

    private static List<String> known(Set<String> wanted) {
        return Arrays.stream(Backbone.values())
                .map(Backbone::code)
                .filter(wanted::contains)
                .toList();
    }
}
