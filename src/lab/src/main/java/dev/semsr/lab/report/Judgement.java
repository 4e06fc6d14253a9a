package dev.semsr.lab.report;

import dev.semsr.lab.evaluation.PairedBootstrap.Interval;
import java.util.Locale;

/**
 * What the stored figures say about a claim.
 *
 * @param verdict whether it held
 * @param evidence the figures, for people; empty if there are none
 */
record Judgement(Verdict verdict, String evidence) {

    static Judgement notMeasured() {
        return new Judgement(Verdict.NOT_MEASURED, "");
    }

    /** Of a claim that a difference is above zero. */
    static Judgement of(Interval interval) {
        Verdict verdict = interval.low() > 0 ? Verdict.HELD : Verdict.UNCLEAR;
        return new Judgement(
                interval.high() < 0 ? Verdict.NOT_HELD : verdict,
                String.format(
                        Locale.ROOT,
                        "%+.1f %%, %s",
                        interval.relative() * 100,
                        Claims.interval(interval)));
    }

    /** Of a claim that holds if both hold. */
    static Judgement both(String first, Judgement one, String second, Judgement other) {
        Verdict verdict =
                one.verdict().compareTo(other.verdict()) >= 0 ? one.verdict() : other.verdict();
        return verdict == Verdict.NOT_MEASURED
                ? notMeasured()
                : new Judgement(
                        verdict,
                        first + " " + one.evidence() + "; " + second + " " + other.evidence());
    }
}
