package dev.semsr.lab.agent;

import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** A language model that names the titles that follow a session; several calls at a time. */
public final class TitleAgent implements Answers, AutoCloseable {

    private final Agent agent;
    private final Purse purse;
    private final PatientChat patient;
    private final ExecutorService callers;

    private TitleAgent(Agent agent, Purse purse, PatientChat patient, int concurrency) {
        this.agent = agent;
        this.purse = purse;
        this.patient = patient;
        callers =
                Executors.newFixedThreadPool(
                        concurrency,
                        work -> {
                            Thread thread = new Thread(work, "language-model");
                            thread.setDaemon(true); // a stopped program does not wait for answers
                            return thread;
                        });
    }

    /**
     * Opens an agent; nothing is sent yet.
     *
     * @param endpoint the language model
     * @param settings how it works
     * @param cache folder of stored answers
     * @param titles titles by item id
     * @param itemIds ids of the catalogue by row
     * @param training sessions to take examples from, as rows, the newest last
     * @throws IllegalArgumentException if the endpoint has no URL and calls are to be made
     */
    public static TitleAgent open(
            Endpoint endpoint,
            AgentSettings settings,
            Path cache,
            Map<String, String> titles,
            List<String> itemIds,
            List<int[]> training) {
        QuestionSettings question = settings.question();
        CallSettings calls = settings.calls();
        Purse purse = new Purse(settings.spend(), question.answerTokens());
        PatientChat patient = settings.offline() ? null : patient(endpoint, question, calls, purse);
        boolean examples = question.examples() > 0;
        Prompts prompts =
                new Prompts(
                        titles,
                        new SimilarSessions(itemIds, examples ? training : List.of()),
                        question);
        CachedChat chat =
                new CachedChat(
                        new AnswerCache(cache),
                        endpoint.model(),
                        question,
                        patient,
                        Clock.systemUTC());
        Agent agent = new Agent(prompts, new TitleReader(question.titles()), chat);
        return new TitleAgent(agent, purse, patient, calls.concurrency());
    }

    private static PatientChat patient(
            Endpoint endpoint, QuestionSettings question, CallSettings calls, Purse purse) {
        if (endpoint.url().isEmpty()) {
            throw new IllegalArgumentException(
                    "No address of a language model is given. Give --url or set "
                            + Endpoint.URL_VARIABLE
                            + ".");
        }
        return new PatientChat(
                LangChainChat.open(endpoint, question, calls.timeout()),
                calls,
                purse,
                new RateGate(calls.requestsPerMinute(), System::nanoTime, Pauses.real()),
                Pauses.real(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Override
    public List<Outcome> to(List<List<String>> sessions) {
        Map<List<String>, Outcome> outcomes = askAll(sessions, ProgressListener.silent());
        if (!outcomes.keySet().containsAll(sessions)) {
            throw stopped()
                    .orElseGet(
                            () ->
                                    new AgentStoppedException(
                                            AgentStoppedException.Stop.OFFLINE,
                                            "An answer is not in the cache"));
        }
        return sessions.stream().map(outcomes::get).toList();
    }

    /**
     * Asks about many sessions, about equal ones once.
     *
     * @return what came of each; those are missing that could not be asked about, because a limit
     *     was reached or the answer is not in the cache
     */
    public Map<List<String>, Outcome> askAll(
            List<List<String>> sessions, ProgressListener progress) {
        Map<List<String>, Future<Optional<Outcome>>> calls = new LinkedHashMap<>();
        for (List<String> session : new LinkedHashSet<>(sessions)) {
            calls.put(session, callers.submit(() -> ask(session)));
        }
        ProgressMeter meter =
                new ProgressMeter(progress, "Asking the language model", "sessions", calls.size());
        Map<List<String>, Outcome> outcomes = new LinkedHashMap<>();
        calls.forEach(
                (session, call) -> {
                    await(call).ifPresent(outcome -> outcomes.put(session, outcome));
                    meter.add(1);
                });
        meter.finish();
        return outcomes;
    }

    /** Why no further call is made; empty as long as calls are made. */
    public Optional<AgentStoppedException> stopped() {
        return Optional.ofNullable(purse.stopped());
    }

    /** What was spent so far. */
    public Spending spending() {
        Purse.Spent spent = purse.spent();
        long repetitions = patient == null ? 0 : patient.repetitions();
        return new Spending(
                spent.requests(), repetitions, spent.inputTokens(), spent.outputTokens());
    }

    private Optional<Outcome> ask(List<String> session) {
        try {
            return Optional.of(agent.ask(session));
        } catch (AgentStoppedException e) { // the purse, or being offline, says why
            return Optional.empty();
        }
    }

    private Optional<Outcome> await(Future<Optional<Outcome>> call) {
        try {
            return call.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new AgentStoppedException(
                    AgentStoppedException.Stop.INTERRUPTED,
                    "Interrupted; what was answered stays in the cache");
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Asking the language model failed", e.getCause());
        }
    }

    /** Breaks off calls under way. */
    @Override
    public void close() {
        callers.shutdownNow();
    }
}
