package dev.semsr.lab.agent;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;

/** What an endpoint is told about the form of an answer. */
final class ResponseFormats {

    /** The only field of an answer: a list of titles. */
    static final String FIELD = "titles";

    private static final ResponseFormat SCHEMA =
            ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(
                            JsonSchema.builder()
                                    .name("next_titles")
                                    .rootElement(
                                            JsonObjectSchema.builder()
                                                    .addProperty(FIELD, listOfTexts())
                                                    .required(FIELD)
                                                    .additionalProperties(false)
                                                    .build())
                                    .build())
                    .build();

    private ResponseFormats() {}

    /** The library's form of it; null for text. */
    static ResponseFormat of(AnswerFormat format) {
        return switch (format) {
            case SCHEMA -> SCHEMA;
            case JSON -> ResponseFormat.JSON;
            case TEXT -> null;
        };
    }

    private static JsonArraySchema listOfTexts() {
        return JsonArraySchema.builder().items(JsonStringSchema.builder().build()).build();
    }
}
