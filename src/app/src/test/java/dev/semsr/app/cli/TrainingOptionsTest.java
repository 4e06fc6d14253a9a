package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

class TrainingOptionsTest {

    private static final Pattern DEFAULT = Pattern.compile("\\(([^()]+)\\)\\.$");

    @Command(name = "train")
    private static final class Holder {

        @Mixin private final TrainingOptions training = new TrainingOptions();
    }

    @Test
    void theHelpShowsTheRealDefaults() {
        Map<String, String> defaults =
                TrainingSettings.defaults(Variant.SEMSR_F, Backbone.NISER).asMap();

        for (OptionSpec option : new CommandLine(new Holder()).getCommandSpec().options()) {
            Matcher shown = DEFAULT.matcher(String.join(" ", option.description()));
            assertThat(shown.find()).as(option.longestName()).isTrue();
            assertThat(number(shown.group(1)))
                    .as(option.longestName())
                    .isEqualTo(
                            number(
                                    defaults.get(camelCase(option.longestName()))
                                            .toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void withoutOptionsTheDefaultsCount() {
        assertThat(parse().settings(Variant.BASE, Backbone.NISER, 1))
                .isEqualTo(TrainingSettings.defaults(Variant.BASE, Backbone.NISER));
    }

    @Test
    void optionsChangeSingleSettings() {
        TrainingSettings settings =
                parse("--batch=64", "--l2=0", "--negatives=99", "--interaction-dropout=0.3")
                        .settings(Variant.SEMSR_F, Backbone.NISER, 5);

        assertThat(settings)
                .isEqualTo(
                        TrainingSettings.defaults(Variant.SEMSR_F, Backbone.NISER).toBuilder()
                                .batch(64)
                                .l2(0f)
                                .negatives(99)
                                .interactionDropout(0.3f)
                                .seed(5)
                                .build());
    }

    private static TrainingOptions parse(String... args) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(args);
        return holder.training;
    }

    private static String camelCase(String option) {
        Matcher word = Pattern.compile("-([a-z])").matcher(option.substring(2));
        return word.replaceAll(found -> found.group(1).toUpperCase(java.util.Locale.ROOT));
    }

    private static Object number(String text) {
        return text.matches("[-+.0-9Ee]+") ? (Object) Double.valueOf(text) : text;
    }
}
