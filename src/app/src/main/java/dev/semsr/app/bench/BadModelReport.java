package dev.semsr.app.bench;

import dev.semsr.app.machine.Machine;
import dev.semsr.app.quality.QualitySum;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast a version with random weights was found and taken back, without anybody doing anything.
 *
 * @param at when it began
 * @param machine where
 * @param shop name of the shop whose held-out sessions were clicked
 * @param settings what was done
 * @param found one a rollout of the bad version
 * @param goodVersion what answered before and afterwards
 * @param badVersion the one with random weights
 * @param hitRateOfGood share of the good version's lists that held the next click, as seen outside
 * @param hitRateOfBad the same of the bad version
 * @param quality what the quality topic says, by version
 * @param states what the status topic said of the bad version in the last rollout, each state once
 * @param answeredAtTheEnd versions that take part in the rollout at the end
 * @param asked clicks that were sent
 * @param answered clicks that were answered
 */
public record BadModelReport(
        Instant at,
        Machine machine,
        String shop,
        BadModelSettings settings,
        List<FoundModel> found,
        String goodVersion,
        String badVersion,
        double hitRateOfGood,
        double hitRateOfBad,
        Map<String, QualitySum> quality,
        List<String> states,
        List<String> answeredAtTheEnd,
        long asked,
        long answered) {

    /** Whether every bad version was taken back and every click answered. */
    public boolean isComplete() {
        return found.size() == settings.times()
                && found.stream().allMatch(FoundModel::isFound)
                && asked == answered;
    }

    /** The tables for a page, which can be read on a terminal too. */
    public String toMarkdown() {
        var text = new StringBuilder();
        text.append(
                line(
                        "%s, %,.0f clicks/s, a version with random weights for %s %% of the"
                                + " sessions; %,d clicks, %,d answered; %s; %tF%n%n",
                        shop,
                        settings.rate(),
                        settings.percent(),
                        asked,
                        answered,
                        machine.text(),
                        at.atZone(ZoneOffset.UTC)));
        text.append(
                "| rollout | bad version's first answer s | rollback ordered s | bad version's last"
                        + " answer s | clicks it answered |\n"
                        + "| ---: | ---: | ---: | ---: | ---: |\n");
        for (int i = 0; i < found.size(); i++) {
            text.append(row(i + 1, found.get(i)));
        }
        text.append(
                "\n| version | clicks judged | hit rate | MRR |\n| --- | ---: | ---: | ---: |\n");
        quality.forEach(
                (version, sum) ->
                        text.append(
                                line(
                                        "| %s | %,d | %.3f | %.3f |%n",
                                        version, sum.clicks(), sum.hitRate(), sum.mrr())));
        found.stream()
                .filter(FoundModel::isFound)
                .findFirst()
                .ifPresent(one -> text.append(line("%nReason: %s%n", one.reason())));
        return text.toString();
    }

    private static String row(int number, FoundModel found) {
        return found.isFound()
                ? line(
                        "| %d | %.1f | %.1f | %.1f | %,d |%n",
                        number,
                        found.firstAnswer() / 1_000,
                        found.rollback() / 1_000,
                        found.lastAnswer() / 1_000,
                        found.answers())
                : line("| %d | | not found | | %,d |%n", number, found.answers());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
