package org.parley.tlibgateway;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that knows the framing and JSON, and nothing of our classes. */
final class TestClient implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final List<JsonNode> skipped = new ArrayList<>();

  TestClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  static TestClient tcp(int port) throws IOException {
    return new TestClient(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  Socket socket() {
    return socket;
  }

  void send(String message, Map<String, ?> attributes) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("message", message);
    all.putAll(attributes);
    sendRaw(JSON.writeValueAsBytes(all));
  }

  void sendRaw(String json) throws IOException {
    sendRaw(json.getBytes(StandardCharsets.UTF_8));
  }

  void sendRaw(byte[] message) throws IOException {
    byte[] frame = new byte[4 + message.length];
    java.nio.ByteBuffer.wrap(frame).putInt(message.length).put(message);
    out.write(frame);
    out.flush();
  }

  void sendBytes(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void logIn(String userName, String password) throws IOException {
    send(
        "RequestRegisterClient",
        Map.of(
            "referenceId",
            1,
            "applicationName",
            "test",
            "userName",
            userName,
            "password",
            password));
  }

  /** The next message, whatever it is. */
  JsonNode next() throws IOException {
    byte[] message = new byte[in.readInt()];
    in.readFully(message);
    return JSON.readTree(message);
  }

  /** The next message of that name; others are kept aside. */
  JsonNode next(String name) throws IOException {
    while (true) {
      JsonNode message = next();
      if (message.path("message").asString("").equals(name)) {
        return message;
      }
      skipped.add(message);
    }
  }

  /** What was read while waiting for something else. */
  List<JsonNode> skipped() {
    return skipped;
  }

  /** The code of the next EventError. */
  int nextError() throws IOException {
    return next("EventError").path("errorCode").asInt();
  }

  /** Reads to the end; the names of what still came. */
  List<String> untilClosed() throws IOException {
    List<String> names = new ArrayList<>();
    try {
      while (true) {
        names.add(next().path("message").asString(""));
      }
    } catch (EOFException | SocketException closed) {
      return names;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
