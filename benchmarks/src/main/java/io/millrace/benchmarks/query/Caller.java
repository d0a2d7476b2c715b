package io.millrace.benchmarks.query;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection that asks one thing after another. As lean as can be, because on one machine what it costs would be
/// taken for the server's. Belongs to one thread.
final class Caller implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;

    private record Head(int status, int length) {}

    Caller(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        out = socket.getOutputStream();
        host = server.getAuthority();
    }

    /// Asks, reads the whole answer, and returns its status.
    int get(String path) throws IOException {
        Head head = ask(path);
        in.skipNBytes(head.length);
        return head.status;
    }

    /// Asks, and returns the body of the answer.
    byte[] body(String path) throws IOException {
        return in.readNBytes(ask(path).length);
    }

    private Head ask(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        return new Head(Integer.parseInt(status.substring(9, 12)), length);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the server closed the connection");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
