package dev.semsr.jobs.scoring;

/** Starts the threads of a model host. */
final class HostThreads {

    private HostThreads() {}

    /**
     * Starts a daemon. Its context class loader is that of this class, not that of the job which
     * happens to start it: that one is closed when the job ends.
     */
    static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(HostThreads.class.getClassLoader());
        thread.start();
        return thread;
    }
}
