package dev.semsr.lab.importer;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes JSON of what differs from it in a printed Python dictionary: words and hex escapes. */
final class PythonLiterals {

    private static final Map<String, String> WORDS =
            Map.of("None", "null", "True", "true", "False", "false", "nan", "null");

    /** A string in either kind of quotes, or one of the words outside of any. */
    private static final Pattern PART =
            Pattern.compile(
                    "'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\""
                            + "|\\b(?:None|True|False|nan)\\b");

    private static final Pattern HEX = Pattern.compile("\\\\x([0-9a-fA-F]{2})");

    private PythonLiterals() {}

    /** The line as it is, unless it begins as a printed dictionary. */
    static String toJson(String line) {
        if (!line.stripLeading().startsWith("{'")) {
            return line;
        }
        return PART.matcher(line)
                .replaceAll(match -> Matcher.quoteReplacement(replaced(match.group())));
    }

    private static String replaced(String part) {
        String word = WORDS.get(part);
        return word != null ? word : HEX.matcher(part).replaceAll("\\\\u00$1");
    }
}
