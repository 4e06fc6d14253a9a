package dev.semsr.app.demo;

/** What the watcher of a demo sees. */
public interface DemoView {

    /** A state that the next one replaces. */
    void show(String line);

    /** A line that stays. */
    void keep(String line);
}
