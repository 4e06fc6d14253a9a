package dev.semsr.app.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line between a port and the broker that can be cut: connections break, new ones are refused.
 */
final class CutOff implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int BACKLOG = 64;

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    /**
     * Opens the line.
     *
     * @param port where clients connect
     * @param target port of the broker's listener
     */
    CutOff(int port, int target) {
        this.target = target;
        try {
            server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot listen on port " + port, failure);
        }
        start("semsr-line", this::accept);
    }

    /** Cuts the line. */
    void cut() {
        isCut = true;
        sockets.forEach(CutOff::close);
    }

    /** Mends the line. */
    void mend() {
        isCut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (isCut) {
                    close(client);
                } else {
                    connect(client);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        sockets.add(client);
        try {
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(broker);
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            start("semsr-line-up", () -> pump(client, broker));
            start("semsr-line-down", () -> pump(broker, client));
        } catch (IOException brokerIsGone) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int count = in.read(buffer);
            while (count >= 0 && !isCut) {
                out.write(buffer, 0, count);
                count = in.read(buffer);
            }
        } catch (IOException oneEndIsGone) {
            // as with a real line: the other end sees its connection break, below
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
