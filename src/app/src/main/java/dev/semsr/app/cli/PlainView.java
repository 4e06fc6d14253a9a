package dev.semsr.app.cli;

import dev.semsr.app.demo.DemoView;

/**
 * What long work says, line by line: for runs of many minutes, whose every line should stay.
 *
 * @param terminal where to
 */
record PlainView(Terminal terminal) implements DemoView {

    @Override
    public void show(String line) {
        terminal.note(line);
    }

    @Override
    public void keep(String line) {
        terminal.note(line);
    }
}
