package dev.semsr.it.stack;

import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.stop.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one broker of this JVM as a parameter; it is stopped after the last test. */
public final class SharedBroker implements ParameterResolver {

    /** The broker with its folder. */
    private record Running(TemporaryFolder folder, EmbeddedBroker broker) implements AutoCloseable {

        static Running start() {
            try {
                var folder = TemporaryFolder.create();
                return new Running(
                        folder,
                        EmbeddedBroker.start(
                                BrokerSettings.inFolder(folder.path().resolve("broker"))));
            } catch (IOException failure) {
                throw new UncheckedIOException("No folder for the broker", failure);
            }
        }

        @Override
        public void close() throws IOException {
            broker.close();
            folder.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBroker.class))
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .broker();
    }
}
