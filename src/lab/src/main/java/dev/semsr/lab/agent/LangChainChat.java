package dev.semsr.lab.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.semsr.lab.agent.Reply.Ending;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A model behind an endpoint; makes one HTTP request a call. */
final class LangChainChat implements Chat {

    /** The models of this host refuse the older name of the limit of tokens. */
    private static final String OPENAI_HOST = "api.openai.com";

    private final Endpoint endpoint;
    private final QuestionSettings settings;
    private final ChatModel model;

    private LangChainChat(Endpoint endpoint, QuestionSettings settings, ChatModel model) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.model = model;
    }

    /** Opens an endpoint; nothing is sent yet. */
    static Chat open(Endpoint endpoint, QuestionSettings settings, Duration timeout) {
        HttpClientBuilder client = new WholeCallClientBuilder(endpoint, timeout);
        ChatModel model =
                switch (endpoint.kind()) {
                    case OPENAI -> openAi(endpoint, settings, client);
                    case OLLAMA -> ollama(endpoint, settings, client);
                };
        return new LangChainChat(endpoint, settings, model);
    }

    private static ChatModel openAi(
            Endpoint endpoint, QuestionSettings settings, HttpClientBuilder client) {
        var builder =
                OpenAiChatModel.builder()
                        .httpClientBuilder(client)
                        .baseUrl(endpoint.url())
                        .modelName(endpoint.model())
                        .apiKey(endpoint.key().isEmpty() ? null : endpoint.key())
                        .temperature(settings.temperature())
                        .strictJsonSchema(true)
                        .maxRetries(0);
        return OPENAI_HOST.equals(URI.create(endpoint.url()).getHost())
                ? builder.maxCompletionTokens(settings.answerTokens()).build()
                : builder.maxTokens(settings.answerTokens()).build();
    }

    private static ChatModel ollama(
            Endpoint endpoint, QuestionSettings settings, HttpClientBuilder client) {
        Map<String, String> headers =
                endpoint.key().isEmpty()
                        ? Map.of()
                        : Map.of("Authorization", "Bearer " + endpoint.key());
        return OllamaChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(endpoint.url())
                .modelName(endpoint.model())
                .customHeaders(headers)
                .temperature(settings.temperature())
                .numPredict(settings.answerTokens())
                .maxRetries(0)
                .build();
    }

    @Override
    public Reply reply(List<Turn> conversation) {
        ChatRequest request =
                ChatRequest.builder()
                        .messages(conversation.stream().map(LangChainChat::message).toList())
                        .responseFormat(ResponseFormats.of(settings.format()))
                        .build();
        try {
            return reply(model.chat(request));
        } catch (ContentFilteredException e) {
            return new Reply("", Ending.REFUSED, -1, -1);
        } catch (RuntimeException e) { // the library wraps ours, and has none for a wrong answer
            throw explained(e);
        }
    }

    private Reply reply(ChatResponse response) {
        String text = response.aiMessage().text();
        TokenUsage usage = response.tokenUsage();
        return new Reply(
                text == null ? "" : endpoint.hideKey(text),
                ending(response.finishReason()),
                usage == null ? -1 : count(usage.inputTokenCount()),
                usage == null ? -1 : count(usage.outputTokenCount()));
    }

    private RuntimeException explained(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallFailure || cause instanceof AgentStoppedException) {
                return (RuntimeException) cause;
            }
        }
        return CallFailure.protocol(
                WholeCallClient.excerpt(endpoint, String.valueOf(failure.getMessage())));
    }

    private static Ending ending(FinishReason reason) {
        if (reason == FinishReason.LENGTH) {
            return Ending.CUT_OFF;
        }
        return reason == FinishReason.CONTENT_FILTER ? Ending.REFUSED : Ending.DONE;
    }

    private static int count(Integer tokens) {
        return tokens == null ? -1 : tokens;
    }

    private static ChatMessage message(Turn turn) {
        return switch (turn.role()) {
            case SYSTEM -> SystemMessage.from(turn.text());
            case USER -> UserMessage.from(turn.text());
            case ASSISTANT -> AiMessage.from(turn.text());
        };
    }
}
