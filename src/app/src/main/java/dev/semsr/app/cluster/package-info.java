/** A Flink cluster of several processes on this machine, as in production: each can be killed. */
package dev.semsr.app.cluster;
