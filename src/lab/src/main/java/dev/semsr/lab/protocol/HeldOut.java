package dev.semsr.lab.protocol;

/** Chooses sessions by their ids: the same ones whatever else is in the data set. */
final class HeldOut {

    private HeldOut() {}

    static boolean isChosen(String session, double share) {
        int hash = session.hashCode() * 0x9E3779B9;
        return (hash >>> 8) / (double) (1 << 24) < share;
    }
}
