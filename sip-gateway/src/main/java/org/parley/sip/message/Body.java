package org.parley.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a message carries. Never printed: it may be what people say to each other. */
public final class Body {
  private static final Body NONE = new Body("", new byte[0]);

  private final String contentType;
  private final byte[] bytes;

  private Body(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  public static Body none() {
    return NONE;
  }

  public static Body of(String contentType, byte[] bytes) {
    return new Body(contentType, bytes.clone());
  }

  /** A text in UTF-8. */
  public static Body of(String contentType, String text) {
    return new Body(contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** With its parameters, as on the wire; empty where there is no body. */
  public String contentType() {
    return contentType;
  }

  /** In lower case and without parameters: {@code text/plain}. */
  public String mediaType() {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Body that
        && contentType.equals(that.contentType)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * contentType.hashCode() + Arrays.hashCode(bytes);
  }

  /** Without the content, which is not for logs. */
  @Override
  public String toString() {
    return "Body[" + contentType + ", " + bytes.length + " bytes]";
  }
}
