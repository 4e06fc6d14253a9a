package dev.semsr.app.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * Tells the logging configuration where to write and how much, before the first logger exists: what
 * is decided later, log4j does not read.
 */
public final class LogSetup {

    private static final String CONSOLE_LEVEL = "semsr.console.level";
    private static final String LIBRARIES_LEVEL = "semsr.libraries.level";
    private static final String FOLDER = "semsr.logs";

    private LogSetup() {}

    /**
     * Sets the properties that {@code log4j2.xml} reads. What is set already, stays.
     *
     * @param args arguments of the program, searched for {@code --verbose} and {@code --home}
     */
    public static void configure(String... args) {
        List<String> arguments = List.of(args);
        boolean verbose = arguments.contains("--verbose") || arguments.contains("-v");
        setIfAbsent(CONSOLE_LEVEL, verbose ? "INFO" : "WARN");
        setIfAbsent(LIBRARIES_LEVEL, verbose ? "INFO" : "FATAL");
        setIfAbsent(FOLDER, new HomeFolders(home(arguments)).logs().toString());
    }

    /** The file that the log of this process goes to. */
    static Path file() {
        String folder = System.getProperty(FOLDER);
        Path parent = folder == null ? HomeFolders.standard().logs() : Path.of(folder);
        return parent.resolve("semsr.log");
    }

    private static Path home(List<String> arguments) {
        int option = arguments.indexOf("--home");
        if (option >= 0 && option + 1 < arguments.size()) {
            return Path.of(arguments.get(option + 1));
        }
        return arguments.stream()
                .filter(argument -> argument.startsWith("--home="))
                .map(argument -> Path.of(argument.substring("--home=".length())))
                .findFirst()
                .orElse(HomeFolders.standard().root());
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
