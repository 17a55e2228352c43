package org.parley.tlibgateway.netty;

/** The three ways to a client. */
enum Transport {
  TCP("tcp"),
  TLS("tls"),
  WEB_SOCKET("websocket");

  private final String meterName;

  Transport(String meterName) {
    this.meterName = meterName;
  }

  String meterName() {
    return meterName;
  }

  /** Whether messages have a length before them; WebSocket frames have one of their own. */
  boolean isFramed() {
    return this != WEB_SOCKET;
  }
}
