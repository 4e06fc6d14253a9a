package dev.semsr.app.cluster;

import dev.semsr.app.broker.FreePorts;

/**
 * Where the processes of a cluster listen; the same after every start of one of them.
 *
 * @param rpc of the JobManager
 * @param rest of the JobManager
 * @param blobs of the JobManager
 * @param zooKeeper of ZooKeeper
 */
record FlinkPorts(int rpc, int rest, int blobs, int zooKeeper) {

    /** Ports that are free now. */
    static FlinkPorts free() {
        return new FlinkPorts(
                FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
    }
}
