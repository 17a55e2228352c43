package org.parley.sip.stack.netty;

import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Transport;

/** The part of the stack's settings that concerns sockets; what they mean is told there. */
public record EdgeSettings(
    String bindAddress,
    Map<Transport, Integer> ports,
    @Nullable Keys keys,
    int connections,
    int connectionsOfOne,
    Duration messageTime,
    Duration idleTime,
    int datagramBuffer) {

  /** Certificates, shown and believed. */
  public record Keys(KeyStore keys, char[] password, @Nullable KeyStore trusted) {}
}
