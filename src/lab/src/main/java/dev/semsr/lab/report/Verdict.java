package dev.semsr.lab.report;

/** Whether a claim held on a data set. */
enum Verdict {
    /** The whole interval is on the claim's side. */
    HELD("held"),
    /** The interval has zero in it: the data do not tell. */
    UNCLEAR("not clear"),
    /** It is the other way round. */
    NOT_HELD("did not hold"),
    /** A model that the claim is about has no result. */
    NOT_MEASURED("not measured");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
