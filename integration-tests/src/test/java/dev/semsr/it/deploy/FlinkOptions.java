package dev.semsr.it.deploy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** The options that Flink's own classes declare, and what is wrong with a configuration. */
final class FlinkOptions {

    /** Of Flink's Kubernetes operator, from the reference of its settings for one resource. */
    private static final Set<String> OPERATOR =
            Set.of(
                    "kubernetes.operator.periodic.savepoint.interval",
                    "kubernetes.operator.savepoint.history.max.count",
                    "kubernetes.operator.savepoint.history.max.age",
                    "kubernetes.operator.cluster.health-check.enabled",
                    "kubernetes.operator.cluster.health-check.checkpoint-progress.enabled",
                    "kubernetes.operator.cluster.health-check.checkpoint-progress.window",
                    "kubernetes.operator.job.upgrade.last-state-fallback.enabled",
                    "kubernetes.operator.pod-template.merge-arrays-by-name");

    private static final String REPORTER = "metrics.reporter.prom.";

    private static final Map<String, ConfigOption<?>> DECLARED = declared();

    private FlinkOptions() {}

    /** The first thing that is wrong with a configuration; empty if nothing. */
    static String mistake(Map<String, String> configuration) {
        Configuration all = Configuration.fromMap(configuration);
        for (String key : configuration.keySet()) {
            String mistake = mistake(key, all);
            if (!mistake.isEmpty()) {
                return mistake;
            }
        }
        return "";
    }

    private static String mistake(String key, Configuration all) {
        if (OPERATOR.contains(key)) {
            return "";
        }
        if (key.startsWith(REPORTER)) {
            return reporterMistake(key, all);
        }
        ConfigOption<?> option = DECLARED.get(key);
        if (option == null) {
            return "Flink has no option " + key;
        }
        try {
            all.get(option);
            return "";
        } catch (IllegalArgumentException wrong) {
            return key + ": " + wrong.getMessage();
        }
    }

    private static String reporterMistake(String key, Configuration all) {
        return switch (key.substring(REPORTER.length())) {
            case "port" -> "";
            case "factory.class" -> missingClass(all.toMap().get(key));
            default -> "The reporter has no option " + key;
        };
    }

    private static String missingClass(String name) {
        try {
            Class.forName(name);
            return "";
        } catch (ClassNotFoundException missing) {
            return "There is no class " + name;
        }
    }

    private static Map<String, ConfigOption<?>> declared() {
        Map<String, ConfigOption<?>> options = new HashMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (new File(entry).getName().matches("flink-.*\\.jar")) {
                optionClasses(entry).forEach(name -> addOptions(name, options));
            }
        }
        return options;
    }

    private static List<String> optionClasses(String jar) {
        try (JarFile file = new JarFile(jar)) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches("org/apache/flink/.*Options\\.class"))
                    .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
                    .collect(Collectors.toList());
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + jar, failure);
        }
    }

    private static void addOptions(String className, Map<String, ConfigOption<?>> options) {
        try {
            for (Field field : Class.forName(className).getFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        && field.getType() == ConfigOption.class
                        && Arrays.stream(field.getAnnotations())
                                .noneMatch(note -> note instanceof Deprecated)) {
                    ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                    options.put(option.key(), option);
                }
            }
        } catch (NoClassDefFoundError elsewhere) {
            // Options of what is not on the class path here: nobody can use them in these images.
            return;
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException("Options of " + className, unreadable);
        }
    }
}
