package dev.semsr.model.device;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets work through until it is closed; closing waits for the work that is inside. */
final class Gate {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    <T> T call(Supplier<T> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The program is ending: TensorFlow was stopped.");
            }
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    void close() {
        lock.writeLock().lock();
        try {
            closed = true;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
