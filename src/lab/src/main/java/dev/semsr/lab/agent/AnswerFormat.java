package dev.semsr.lab.agent;

/** How firmly the endpoint is told to answer with JSON; the prompt always asks for it. */
public enum AnswerFormat {
    /** By a JSON schema: the endpoint can answer nothing else. */
    SCHEMA,
    /** By JSON mode: any JSON, for endpoints without schemas. */
    JSON,
    /** By the prompt alone, for endpoints that know neither. */
    TEXT
}
