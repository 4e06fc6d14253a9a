package dev.semsr.lab.agent;

import java.nio.file.Path;

/** A run in a process of its own, to be killed. */
final class KilledRun {

    private KilledRun() {}

    /** Arguments: URL of the endpoint, folder. */
    public static void main(String[] args) {
        Trial.run(
                new Endpoint(Endpoint.Kind.OPENAI, args[0], "tiny", Shop.KEY),
                Shop.with(Shop.calls(30_000, 0, 2), SpendLimits.defaults()),
                new Sample(0, 1),
                Path.of(args[1]));
    }
}
