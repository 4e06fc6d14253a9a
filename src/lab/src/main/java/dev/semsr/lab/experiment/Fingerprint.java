package dev.semsr.lab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.semsr.core.encoding.VectorTable;
import dev.semsr.lab.dataset.DatasetInfo;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.json.LabJson;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.TrainingSettings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Tells whether a stored result belongs to the same data, protocol, text and settings. */
final class Fingerprint {

    private static final int BYTES = 8;

    private Fingerprint() {}

    /** What a result depends on. */
    private record Inputs(
            Map<String, String> data,
            String protocol,
            List<Long> sizes,
            String encoder,
            int text,
            List<Object> settings) {}

    static String of(
            DatasetInfo dataset,
            Split split,
            ItemTexts texts,
            ModelRecipe recipe,
            EvaluationSettings evaluation) {
        return of(dataset, split, texts, recipe.learnsFromText(), List.of(recipe, evaluation));
    }

    /** Of a training, however it is evaluated. */
    static String of(DatasetInfo dataset, Split split, ItemTexts texts, TrainingSettings settings) {
        return of(dataset, split, texts, settings.variant().learnsFromText(), List.of(settings));
    }

    private static String of(
            DatasetInfo dataset,
            Split split,
            ItemTexts texts,
            boolean usesText,
            List<Object> settings) {
        VectorTable vectors = usesText ? texts.vectors() : null;
        Inputs inputs =
                new Inputs(
                        dataset.sha256(),
                        split.protocol(),
                        List.of(
                                split.cut().toEpochMilli(),
                                split.trainingClicks(),
                                (long) split.validation().size(),
                                (long) split.cases().size()),
                        usesText ? texts.name() : null,
                        vectors == null ? 0 : Arrays.hashCode(vectors.values()),
                        settings);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(LabJson.compact().writeValueAsBytes(inputs));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("No fingerprint of " + inputs, e);
        }
    }
}
