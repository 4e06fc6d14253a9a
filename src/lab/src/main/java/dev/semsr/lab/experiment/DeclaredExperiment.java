package dev.semsr.lab.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The experiments that come along: which models, on which kind of data, and what they ask. */
public enum DeclaredExperiment {
    /** All models of the paper, and those to beat it. */
    BASELINE("Which model is the best", Data.WITH_TEXT) {
        @Override
        public List<DeclaredModel> models(Choices choices) {
            List<DeclaredModel> models = new ArrayList<>();
            for (String backbone : choices.backbones()) {
                Stream.of("base/", "semsr-i/", FUSED, RERANKED)
                        .forEach(variant -> models.add(DeclaredModel.of(variant + backbone)));
            }
            BEYOND.forEach(model -> models.add(DeclaredModel.of(model)));
            return models;
        }
    },
    /** Text vectors cut to fewer components. */
    DIMENSIONS(
            "What fewer components of the text vectors cost, and what they save", Data.WITH_TEXT) {
        @Override
        public List<DeclaredModel> models(Choices choices) {
            return changed(
                    choices, FUSED, List.of(384, 256, 128, 64), DeclaredModel::withTextDimensions);
        }

        @Override
        public boolean measuresServing() {
            return true;
        }
    },
    /** Depth of re-ranking. */
    RERANK("How many of SemSR-F's items the backbone should put in order", Data.WITH_TEXT) {
        @Override
        public List<DeclaredModel> models(Choices choices) {
            List<DeclaredModel> models = new ArrayList<>();
            models.add(DeclaredModel.of("base/" + choices.first()));
            models.add(DeclaredModel.of(FUSED + choices.first()));
            models.addAll(
                    changed(
                            choices,
                            RERANKED,
                            List.of(10, 20, 50, 100, 200),
                            DeclaredModel::withDepth));
            return models;
        }
    },
    /** Parts of the items' texts. */
    METADATA("Which parts of an item should be its text", Data.WITH_TEXT) {
        @Override
        public List<DeclaredModel> models(Choices choices) {
            return changed(
                    choices,
                    FUSED,
                    List.of(
                            "title",
                            "title-brand",
                            "title-brand-category",
                            "title-brand-category-description"),
                    DeclaredModel::withTemplate);
        }
    },
    /** Text encoders. */
    ENCODERS("Which text encoder is the best", Data.WITH_TEXT) {
        @Override
        public List<DeclaredModel> models(Choices choices) {
            return changed(choices, FUSED, choices.encoders(), DeclaredModel::withEncoder);
        }

        @Override
        public boolean measuresServing() {
            return true;
        }
    },
    /** Items that training has never seen. */
    COLD_START("How well items are found that training has not seen", Data.WITH_TEXT) {
        @Override
        public List<DeclaredModel> models(Choices choices) {
            return Stream.of("base/", "semsr-i/", FUSED, "consistent/")
                    .map(variant -> DeclaredModel.of(variant + choices.first()))
                    .toList();
        }
    },
    /** Items that are published while the test sessions are replayed. */
    COLD_REPLAY("How many clicks on new items were foreseen", Data.WITH_TEXT) {
        @Override
        public List<DeclaredModel> models(Choices choices) {
            return Stream.of(
                            "base/" + choices.first(),
                            FUSED + choices.first(),
                            RERANKED + choices.first(),
                            "consistent/core",
                            "semsr-x")
                    .map(DeclaredModel::of)
                    .toList();
        }
    },
    /** All data sets. */
    CROSS_DOMAIN("Whether it holds on every data set", Data.ALL) {
        @Override
        public List<DeclaredModel> models(Choices choices) {
            return Stream.of("base/", FUSED, RERANKED)
                    .map(variant -> DeclaredModel.of(variant + choices.first()))
                    .toList();
        }
    },
    /** The session benchmarks beside the published figures. */
    PUBLISHED("Whether the published figures come out", Data.WITHOUT_TEXT) {
        @Override
        public List<DeclaredModel> models(Choices choices) {
            return choices.published().stream()
                    .map(backbone -> DeclaredModel.of("base/" + backbone))
                    .toList();
        }
    };

    private static final String FUSED = "semsr-f/";
    private static final String RERANKED = "semsr-f+/";

    /** Models beyond the paper, the simple ones first. */
    private static final List<String> BEYOND =
            List.of("base/sasrec", "consistent/core", "alphafuse/sasrec", "semsr-x");

    private final String question;
    private final Data data;

    DeclaredExperiment(String question, Data data) {
        this.question = question;
        this.data = data;
    }

    /** The kind of data sets that an experiment is about. */
    public enum Data {
        /** Data sets whose items have titles. */
        WITH_TEXT,
        /** Data sets of clicks alone. */
        WITHOUT_TEXT,
        /** Both. */
        ALL
    }

    /**
     * What the caller may choose.
     *
     * @param backbones session networks of the models, the first for experiments about one
     * @param encoders encoders that are compared
     * @param published session networks that have published figures
     */
    public record Choices(List<String> backbones, List<String> encoders, List<String> published) {

        /** Copies the lists. */
        public Choices {
            backbones = List.copyOf(backbones);
            encoders = List.copyOf(encoders);
            published = List.copyOf(published);
        }

        String first() {
            return backbones.get(0);
        }
    }

    /** The models, in the order of the tables. */
    public abstract List<DeclaredModel> models(Choices choices);

    /** Whether size and speed of the served models are part of the question. */
    public boolean measuresServing() {
        return false;
    }

    /** Its name on the command line and in files. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it asks, without a full stop. */
    public String question() {
        return question;
    }

    /** Whether it is about data sets of this kind. */
    public boolean isAbout(boolean withText) {
        return data == Data.ALL || withText == (data == Data.WITH_TEXT);
    }

    /** The experiment of a name; null if there is none. */
    public static DeclaredExperiment of(String code) {
        return Arrays.stream(values())
                .filter(experiment -> experiment.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private static <T> List<DeclaredModel> changed(
            Choices choices,
            String variant,
            List<T> values,
            BiFunction<DeclaredModel, T, DeclaredModel> change) {
        DeclaredModel model = DeclaredModel.of(variant + choices.first());
        return values.stream().map(value -> change.apply(model, value)).toList();
    }
}
