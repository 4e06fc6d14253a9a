package dev.semsr.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command that measures something says what it saw; a {@code Mixin}. */
final class ReportOptions {

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description =
                    "Also write the tables into this file; a drawing, if there is one, beside it.")
    private Path markdown;

    /**
     * Prints a report and writes its page, if that is wanted.
     *
     * @param report what was seen, for JSON
     * @param text the same for people at a terminal
     * @param page the same as Markdown
     */
    void print(Terminal terminal, Object report, String text, String page) throws IOException {
        if (json) {
            terminal.json(report);
        } else {
            terminal.print(text.stripTrailing());
        }
        if (markdown != null) {
            Files.writeString(markdown, page);
        }
    }

    /** Writes a drawing beside the page, if there is one. */
    void draw(String svg) throws IOException {
        if (markdown != null) {
            String name = markdown.getFileName().toString().replaceFirst("\\.md$", "") + ".svg";
            Files.writeString(markdown.resolveSibling(name), svg);
        }
    }
}
