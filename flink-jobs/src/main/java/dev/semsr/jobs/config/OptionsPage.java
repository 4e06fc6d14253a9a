package dev.semsr.jobs.config;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** Writes options as a page for people, so that the page says what the code does. */
public final class OptionsPage {

    private OptionsPage() {}

    /**
     * A Markdown table.
     *
     * @param options in the order of the table
     */
    public static String markdown(List<ConfigOption<?>> options) {
        StringBuilder page =
                new StringBuilder("| option | default | what it does |\n| --- | --- | --- |\n");
        for (ConfigOption<?> option : options) {
            page.append("| `")
                    .append(option.key())
                    .append("` | ")
                    .append(defaultOf(option))
                    .append(" | ")
                    .append(description(option))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String defaultOf(ConfigOption<?> option) {
        if (!option.hasDefaultValue()) {
            return "";
        }
        Object value = option.defaultValue();
        return "`"
                + (value instanceof Duration duration
                        ? TimeUtils.formatWithHighestUnit(duration)
                        : value)
                + "`";
    }

    private static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description()).replace("|", "\\|");
    }
}
