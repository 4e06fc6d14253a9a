package dev.semsr.lab.agent;

/**
 * One message of a conversation with a model.
 *
 * @param role who speaks
 * @param text what is said
 */
record Turn(Role role, String text) {

    /** Who speaks. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }
}
