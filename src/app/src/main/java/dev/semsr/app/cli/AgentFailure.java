package dev.semsr.app.cli;

import dev.semsr.lab.agent.AgentStoppedException;
import dev.semsr.lab.agent.AgentStoppedException.Stop;
import dev.semsr.lab.agent.Endpoint;

/** Says what to do when a language model can be asked no more. */
final class AgentFailure {

    private AgentFailure() {}

    static CommandFailure of(AgentStoppedException stopped) {
        return of(stopped.stop(), stopped.getMessage());
    }

    static CommandFailure of(Stop stop, String reason) {
        return new CommandFailure(reason + ".", remedy(stop));
    }

    private static String remedy(Stop stop) {
        return switch (stop) {
            case REFUSED ->
                    "Check --url and --model, and the key in " + Endpoint.KEY_VARIABLE + ".";
            case DOWN ->
                    "Start it or check --url. HTTP 400 may be helped by --format json or text, or"
                            + " --temperature default. The same command goes on where this one ended.";
            case OFFLINE -> "Run the command without --offline first, with the same options.";
            case REQUEST_LIMIT -> "Allow more with --max-requests.";
            case TOKEN_LIMIT -> "Allow more with --max-tokens.";
            case INTERRUPTED -> "The same command goes on where this one ended.";
        };
    }
}
