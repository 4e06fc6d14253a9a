/**
 * A real Kafka broker for demo, benchmark and tests: in this process or as a process of its own.
 */
package dev.semsr.app.broker;
