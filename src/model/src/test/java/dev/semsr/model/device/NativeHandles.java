package dev.semsr.model.device;

import ai.djl.engine.Engine;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** What is held outside the heap by this process: open arrays, and the managers that own them. */
final class NativeHandles {

    private NativeHandles() {}

    /** Arrays and managers that nobody has closed yet, those of loaded models among them. */
    static int open() {
        try (NDManager manager = Engine.getEngine("TensorFlow").newBaseManager()) {
            return below(manager.getParentManager()) - 1;
        }
    }

    private static int below(AutoCloseable resource) {
        if (!(resource instanceof BaseNDManager manager)) {
            return 0;
        }
        int count = 0;
        for (AutoCloseable owned : resources(manager).values()) {
            count += 1 + below(owned);
        }
        return count;
    }

    /** DJL shows them in a log only. */
    @SuppressWarnings("unchecked")
    private static Map<String, AutoCloseable> resources(BaseNDManager manager) {
        try {
            Field field = BaseNDManager.class.getDeclaredField("resources");
            field.setAccessible(true);
            return (Map<String, AutoCloseable>) field.get(manager);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("DJL keeps its resources elsewhere now", e);
        }
    }
}
