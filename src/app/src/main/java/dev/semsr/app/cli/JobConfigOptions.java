package dev.semsr.app.cli;

import dev.semsr.jobs.recommend.RecommendOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives a command every option of a job, under its own name and with its description. */
abstract class JobConfigOptions implements IModelTransformer {

    private static final String PREFIX = "--";

    private final List<ConfigOption<?>> options;

    /** Gives these options. */
    JobConfigOptions(List<ConfigOption<?>> options) {
        this.options = options;
    }

    @Override
    public CommandSpec transform(CommandSpec command) {
        options.stream()
                .filter(option -> !isKafkaAddress(option))
                .forEach(option -> command.addOption(option(option)));
        return command;
    }

    /** The brokers have an option of their own, the same for all commands. */
    private static boolean isKafkaAddress(ConfigOption<?> option) {
        return option.key().equals(RecommendOptions.BOOTSTRAP_SERVERS.key());
    }

    private static OptionSpec option(ConfigOption<?> option) {
        return OptionSpec.builder(PREFIX + option.key())
                .paramLabel("VALUE")
                .type(String.class)
                .description(description(option))
                .build();
    }

    private static String description(ConfigOption<?> option) {
        String text =
                new HtmlFormatter()
                        .format(option.description())
                        .replaceAll("<[^>]+>", "")
                        .replace("%", "%%");
        return option.hasDefaultValue() ? text + " Default: " + option.defaultValue() + "." : text;
    }

    /** The job's options that were given on the command line. */
    static Map<String, String> given(CommandSpec command, List<ConfigOption<?>> options) {
        Map<String, String> given = new LinkedHashMap<>();
        for (ConfigOption<?> option : options) {
            OptionSpec spec = command.findOption(PREFIX + option.key());
            String value = spec == null ? null : spec.getValue();
            if (value != null) {
                given.put(option.key(), value);
            }
        }
        return given;
    }
}
