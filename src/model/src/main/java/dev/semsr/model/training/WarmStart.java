package dev.semsr.model.training;

import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.model.export.SavedWeights;
import dev.semsr.model.network.NetworkSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A published version that a training begins from. */
public final class WarmStart {

    /** Settings that decide which parameters a network has and what they mean. */
    private static final List<String> OF_THE_SHAPE =
            List.of(
                    "variant",
                    "backbone",
                    "dimension",
                    "scale",
                    "textDimensions",
                    "textSoftmax",
                    "maxLength");

    private static final String VARIABLES = "saved_model/variables/variables.data-00000-of-00001";
    private static final Pattern DEPTH = Pattern.compile("Rerank\\[depth=(\\d+)]");

    private final Artefact artefact;
    private final List<TrainingSettings> networks;

    /**
     * Begins from a version.
     *
     * @throws IllegalArgumentException if its manifest does not say how it was trained
     */
    public WarmStart(Artefact artefact) {
        this.artefact = artefact;
        this.networks = networks(artefact.manifest());
    }

    /** Name and version. */
    public String version() {
        return artefact.manifest().modelVersion();
    }

    /** How the version was trained: the recipe of another one like it. */
    public ModelRecipe recipe() {
        Manifest manifest = artefact.manifest();
        if (networks.size() == 1) {
            return new ModelRecipe.Single(networks.get(0));
        }
        if (manifest.variant().equals(ModelRecipe.Reranked.VARIANT)) {
            return new ModelRecipe.Reranked(networks.get(0), networks.get(1), depth(manifest));
        }
        return new ModelRecipe.Blend(
                manifest.variant(), networks, SemsrX.VARIANT.equals(manifest.variant()));
    }

    /**
     * Checks that a training can begin from the version.
     *
     * @param recipe what is to be trained
     * @param encoder name of the text encoder with which it is to be trained; null without text
     * @throws IllegalArgumentException naming both, if they differ in more than how they are
     *     trained
     */
    public void requireFits(ModelRecipe recipe, String encoder) {
        List<String> differences = differences(recipe);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(
                    "A warm start from %s (%s) needs the same networks, but %s is to be trained: %s. Leave out what differs, or train without --warm-start."
                            .formatted(
                                    version(),
                                    artefact.manifest().fullVariant(),
                                    recipe.model(),
                                    String.join("; ", differences)));
        }
        String before = artefact.manifest().encoder();
        if (before != null && !Objects.equals(before, encoder)) {
            throw new IllegalArgumentException(
                    "A warm start from %s needs texts encoded by %s, but they are encoded by %s. Choose the same --encoder and --template, or train without --warm-start."
                            .formatted(version(), before, encoder));
        }
    }

    /** The weights of one network, numbered from 0 in the order of the recipe. */
    public FirstWeights network(int number) {
        NetworkSettings shape = networks.get(number).network(artefact.manifest().textWidth());
        return new FirstWeights(
                origin(), artefact.itemIds(), SavedWeights.read(artefact, number, shape));
    }

    private String origin() {
        return version() + " " + artefact.manifest().files().get(VARIABLES);
    }

    private List<String> differences(ModelRecipe recipe) {
        List<TrainingSettings> wanted = recipe.members();
        if (wanted.size() != networks.size()) {
            return List.of(
                    "it is made of %d networks, that of %d"
                            .formatted(wanted.size(), networks.size()));
        }
        if (isOtherWhole(recipe)) {
            return List.of("its networks serve together in another way");
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Map<String, String> before = networks.get(i).asMap();
            Map<String, String> now = wanted.get(i).asMap();
            for (String setting : OF_THE_SHAPE) {
                if (!before.get(setting).equals(now.get(setting))) {
                    differences.add(
                            "network %d: %s was %s, now %s"
                                    .formatted(
                                            i + 1, setting, before.get(setting), now.get(setting)));
                }
            }
        }
        return differences;
    }

    /** Whether two networks serve together in another way: the one re-ranks, the other sums. */
    private boolean isOtherWhole(ModelRecipe recipe) {
        return !recipe().getClass().equals(recipe.getClass());
    }

    private List<TrainingSettings> networks(Manifest manifest) {
        try {
            List<TrainingSettings> found = new ArrayList<>();
            while (manifest.settings().get("member" + found.size()) instanceof Map<?, ?> member) {
                found.add(TrainingSettings.of(byName(member)));
            }
            return found.isEmpty() ? List.of(TrainingSettings.of(manifest.settings())) : found;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "No training can begin from %s: its manifest does not say how it was trained (%s)."
                            .formatted(version(), e.getMessage()),
                    e);
        }
    }

    private static Map<String, Object> byName(Map<?, ?> settings) {
        Map<String, Object> named = new TreeMap<>();
        settings.forEach((name, value) -> named.put(name.toString(), value));
        return named;
    }

    private static int depth(Manifest manifest) {
        Matcher depth = DEPTH.matcher(String.valueOf(manifest.settings().get("combination")));
        return depth.matches() ? Integer.parseInt(depth.group(1)) : ModelRecipe.Reranked.DEPTH;
    }
}
