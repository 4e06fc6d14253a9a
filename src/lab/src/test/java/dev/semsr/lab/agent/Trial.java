package dev.semsr.lab.agent;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.fixture.HandMade;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.protocol.NewestSessionsSplit;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.encoder.VectorCache;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Evaluations of agents on a small data set. */
final class Trial {

    private static final List<String> WORDS =
            List.of("lamp", "shade", "table", "chair", "carpet", "vase", "sofa", "desk", "bed");

    static final Dataset DATA = HandMade.clicks(clicks());
    static final Split SPLIT = new NewestSessionsSplit(0.5, 0.05).split(DATA);

    private Trial() {}

    private static String clicks() {
        return IntStream.range(0, 40)
                .mapToObj(Trial::session)
                .flatMap(Arrays::stream)
                .collect(Collectors.joining(" "));
    }

    private static String[] session(int number) {
        return IntStream.range(0, 4)
                .mapToObj(click -> WORDS.get((number + click * (1 + number % 4)) % WORDS.size()))
                .map(word -> "s" + number + ":" + word)
                .toArray(String[]::new);
    }

    /** Evaluates with vectors and answers below a folder. */
    static AgentReport run(Endpoint endpoint, AgentSettings settings, Sample sample, Path folder) {
        try (WordEncoder encoder = new WordEncoder();
                VectorCache vectors = VectorCache.open(folder.resolve("vectors"), encoder);
                TitleAgent agent =
                        TitleAgent.open(
                                endpoint,
                                settings,
                                answers(folder),
                                TitleIndex.titles(DATA.items()),
                                SPLIT.itemIds(),
                                SPLIT.training())) {
            return new AgentEvaluation(
                            endpoint.model(),
                            settings,
                            new EvaluationSettings(List.of(1, 3), 7, false))
                    .run(
                            agent,
                            new TitleIndex(DATA.items(), encoder, vectors, (done, total) -> {}),
                            SPLIT,
                            sample,
                            ProgressListener.silent());
        }
    }

    static Path answers(Path folder) {
        return folder.resolve("answers");
    }

    /** Different questions of a sample. */
    static int questions(Sample sample) {
        Set<List<String>> prefixes = new HashSet<>();
        sample.of(SPLIT.cases()).forEach(one -> prefixes.add(one.prefix()));
        return prefixes.size();
    }
}
