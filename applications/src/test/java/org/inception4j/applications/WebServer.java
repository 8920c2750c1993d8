package org.inception4j.applications;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A web server on this machine that gives out small files. */
public final class WebServer implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new ArrayList<>();

    private WebServer(HttpServer server) {
        this.server = server;
    }

    public static WebServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return new WebServer(server);
    }

    /** Answers with this status and body; all requests are noted. */
    public WebServer answer(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            requests.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        return this;
    }

    /** Sends the client on. */
    public WebServer redirect(String path, String target) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        return this;
    }

    /** Says that more comes than does. */
    public WebServer breakOff(String path, int announced, byte[] body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, announced);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        return this;
    }

    /** Closes the connection without a word. */
    public WebServer hangUp(String path) {
        server.createContext(path, HttpExchange::close);
        return this;
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
