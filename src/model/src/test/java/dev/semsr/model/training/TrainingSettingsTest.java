package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingSettingsTest {

    @Test
    void msgatHasThePublishedScaleAndDropout() {
        TrainingSettings settings = TrainingSettings.defaults(Variant.BASE, Backbone.MSGAT);
        assertThat(settings.scale()).isEqualTo(20f);
        assertThat(settings.dropout()).isEqualTo(0.2f);
    }

    @ParameterizedTest
    @EnumSource
    void theLeakIsShownWithTheSettingsOfTheHonestForm(Variant variant) {
        assertThat(TrainingSettings.defaults(variant, Backbone.MSGAT_AUTHOR))
                .usingRecursiveComparison()
                .ignoringFields("backbone")
                .isEqualTo(TrainingSettings.defaults(variant, Backbone.MSGAT));
    }
}
