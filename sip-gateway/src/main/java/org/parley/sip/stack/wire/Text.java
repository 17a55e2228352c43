package org.parley.sip.stack.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.parley.sip.message.Body;

/** A message being written. No value can end its line: line ends in one become spaces. */
final class Text {
  private final StringBuilder head = new StringBuilder(512);

  Text line(String line) {
    append(line);
    head.append("\r\n");
    return this;
  }

  Text field(String name, String value) {
    append(name);
    head.append(": ");
    append(value);
    head.append("\r\n");
    return this;
  }

  private void append(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      head.append(c == '\r' || c == '\n' || c == '\0' ? ' ' : c);
    }
  }

  byte[] with(Body body) {
    if (!body.isEmpty()) {
      field("Content-Type", body.contentType());
    }
    field("Content-Length", Integer.toString(body.length()));
    head.append("\r\n");
    byte[] headBytes = head.toString().getBytes(StandardCharsets.UTF_8);
    if (body.isEmpty()) {
      return headBytes;
    }
    var all = new ByteArrayOutputStream(headBytes.length + body.length());
    all.writeBytes(headBytes);
    all.writeBytes(body.bytes());
    return all.toByteArray();
  }
}
