package dev.semsr.jobs.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;

class RefreshOptionsTest {

    @Test
    void namesAndDefaultsAreThoseOfTheRelease() throws IOException {
        String options =
                RefreshOptions.all().stream()
                        .map(option -> option.key() + " = " + option.defaultValue())
                        .collect(Collectors.joining("\n"));

        assertThat(options).isEqualTo(golden());
    }

    @Test
    void everyOptionIsListedOnceAndDescribed() throws IllegalAccessException {
        List<Object> declared = new ArrayList<>();
        for (Field field : RefreshOptions.class.getDeclaredFields()) {
            if (field.getType() == ConfigOption.class) {
                declared.add(field.get(null));
            }
        }

        assertThat(RefreshOptions.all())
                .doesNotHaveDuplicates()
                .hasSameElementsAs(
                        declared.stream().map(option -> (ConfigOption<?>) option).toList())
                .allSatisfy(
                        option ->
                                assertThat(new HtmlFormatter().format(option.description()))
                                        .isNotBlank());
    }

    private static String golden() throws IOException {
        try (var in = RefreshOptionsTest.class.getResourceAsStream("options.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
