package dev.semsr.lab.agent;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;

/** Gives the library our client; the timeouts that it sets are ours already. */
final class WholeCallClientBuilder implements HttpClientBuilder {

    private final Endpoint endpoint;
    private final Duration timeout;

    WholeCallClientBuilder(Endpoint endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeout = timeout;
    }

    @Override
    public Duration connectTimeout() {
        return timeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return timeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
        return this;
    }

    @Override
    public HttpClient build() {
        return new WholeCallClient(endpoint, timeout);
    }
}
