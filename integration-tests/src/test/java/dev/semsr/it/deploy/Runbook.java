package dev.semsr.it.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fenced blocks of {@code deploy/RUNBOOK.md}.
 *
 * @param blocks in their order
 */
public record Runbook(List<Block> blocks) {

    private static final Pattern PARTS =
            Pattern.compile(
                    "(?ms)^#{2,3} (?<title>[^\\n]+)$|^```(?<kind>[^\\n]*)\\n(?<text>.*?)^```$");

    /** What marks a block that runs on one machine. */
    private static final String RUNNABLE = "sh run";

    /**
     * A fenced block.
     *
     * @param title heading that it stands under
     * @param kind what stands behind the fence
     * @param text its lines
     */
    public record Block(String title, String kind, String text) {

        boolean isShell() {
            return kind.startsWith("sh");
        }
    }

    /** Reads the page. */
    public static Runbook read() {
        List<Block> blocks = new ArrayList<>();
        Matcher part = PARTS.matcher(Checkout.text("deploy/RUNBOOK.md"));
        String title = "";
        while (part.find()) {
            if (part.group("title") != null) {
                title = part.group("title");
            } else {
                blocks.add(new Block(title, part.group("kind"), part.group("text")));
            }
        }
        return new Runbook(blocks);
    }

    /** The blocks that run on one machine. */
    public List<Block> runnable() {
        return blocks.stream().filter(block -> block.kind().equals(RUNNABLE)).toList();
    }

    /** The lines of all shell blocks; a line that ends in a backslash or pipe goes on. */
    List<String> commands() {
        return blocks.stream()
                .filter(Block::isShell)
                .flatMap(block -> block.text().replaceAll("[|\\\\]\\n\\s*", "| ").lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
