package dev.semsr.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.lab.experiment.DeclaredExperiment.Choices;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeclaredExperimentTest {

    private static final Choices CHOICES =
            new Choices(List.of("niser", "msgat"), List.of("small", "wide"), List.of("niser+"));

    @Test
    void theBaselineHasEveryVariantOnEveryBackbone() {
        assertThat(labels(DeclaredExperiment.BASELINE))
                .startsWith(
                        "base/niser",
                        "semsr-i/niser",
                        "semsr-f/niser",
                        "semsr-f+/niser",
                        "base/msgat")
                .endsWith("semsr-x");
    }

    @Test
    void whatVariesStandsInTheLabel() {
        assertThat(labels(DeclaredExperiment.RERANK))
                .contains("semsr-f+/niser depth 10", "semsr-f+/niser depth 200");
        assertThat(labels(DeclaredExperiment.DIMENSIONS)).contains("semsr-f/niser text 64");
        assertThat(labels(DeclaredExperiment.METADATA)).contains("semsr-f/niser title-brand");
        assertThat(labels(DeclaredExperiment.ENCODERS))
                .containsExactly("semsr-f/niser small", "semsr-f/niser wide");
    }

    @Test
    void aModelIsTakenApartIntoVariantAndBackbone() {
        DeclaredModel model = DeclaredModel.of("semsr-f+/niser").withDepth(10);

        assertThat(model.variant()).isEqualTo("semsr-f+");
        assertThat(model.backbone()).isEqualTo("niser");
        assertThat(DeclaredModel.of("semsr-x").hasBackbone()).isFalse();
    }

    @Test
    void sessionBenchmarksHaveNoText() {
        assertThat(DeclaredExperiment.PUBLISHED.isAbout(false)).isTrue();
        assertThat(DeclaredExperiment.PUBLISHED.isAbout(true)).isFalse();
        assertThat(DeclaredExperiment.CROSS_DOMAIN.isAbout(true)).isTrue();
        assertThat(DeclaredExperiment.CROSS_DOMAIN.isAbout(false)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyExperimentIsFoundByItsNameAndLabelsDiffer(DeclaredExperiment experiment) {
        assertThat(DeclaredExperiment.of(experiment.code())).isEqualTo(experiment);
        assertThat(labels(experiment)).isNotEmpty().doesNotHaveDuplicates();
    }

    private static List<String> labels(DeclaredExperiment experiment) {
        return experiment.models(CHOICES).stream().map(DeclaredModel::label).toList();
    }
}
