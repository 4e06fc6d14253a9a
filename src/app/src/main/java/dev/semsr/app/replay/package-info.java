/** Sends recorded clicks to Kafka at a chosen pace. */
package dev.semsr.app.replay;
