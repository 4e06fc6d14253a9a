package dev.semsr.jobs.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;

/** Reads a job's arguments: {@code --key value}, {@code --key=value}, {@code --config FILE}. */
public final class JobArguments {

    private static final String PREFIX = "--";
    private static final String CONFIG = "config";

    private JobArguments() {}

    /**
     * The options in the arguments. A {@code --config} file holds lines {@code key: value} or
     * {@code key=value}; arguments win over the file.
     *
     * @throws InvalidOptionException if an argument is no option or the file cannot be read
     */
    public static Configuration parse(String... args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            String name = name(args[i]);
            int equals = name.indexOf('=');
            if (equals > 0) {
                options.put(name.substring(0, equals), name.substring(equals + 1));
            } else if (i + 1 < args.length) {
                i++;
                options.put(name, args[i]);
            } else {
                throw new InvalidOptionException("Option '%s' has no value.".formatted(name));
            }
        }
        return withFile(options);
    }

    private static String name(String argument) {
        if (!argument.startsWith(PREFIX) || argument.length() == PREFIX.length()) {
            throw new InvalidOptionException(
                    "'%s' is no option; write --key value or --key=value.".formatted(argument));
        }
        return argument.substring(PREFIX.length());
    }

    private static Configuration withFile(Map<String, String> options) {
        Map<String, String> all = new HashMap<>();
        String file = options.remove(CONFIG);
        if (file != null) {
            all.putAll(read(Path.of(file)));
        }
        all.putAll(options);
        return Configuration.fromMap(all);
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new InvalidOptionException(
                    "Option 'config': cannot read %s (%s).".formatted(file, e), e);
        }
        Map<String, String> options = new HashMap<>();
        properties.stringPropertyNames().forEach(k -> options.put(k, properties.getProperty(k)));
        return options;
    }
}
