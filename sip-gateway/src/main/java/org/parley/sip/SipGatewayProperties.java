package org.parley.sip;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.parley.sip.content.Contents;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Methods;
import org.parley.sip.stack.StackSettings;
import org.parley.sip.stack.transaction.TimerValues;
import org.parley.sip.stack.transaction.UasRules;
import org.parley.sip.voice.VoiceBoard;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where sip-gateway listens and what it lets a peer take. All of it takes effect at start.
 *
 * @param name of this instance, the same after a restart: it takes its legs and bindings up again.
 *     In Kubernetes the name of the pod of a StatefulSet
 * @param bindAddress IP address of all ports
 * @param advertisedAddress what endpoints see in Via, Contact and SDP; the bind address unless
 *     there is a NAT in between
 * @param port of SIP over UDP and TCP; 0 any free one
 * @param maxBody a longer body is refused with 413
 * @param maxTransactions alive at once, on either side; further requests get 503
 * @param maxWaiting messages that wait for the gateway thread; further requests get 503
 * @param maxConnections over TCP and TLS together
 * @param maxConnectionsOfSource over TCP and TLS together, of one address
 * @param requestsPerSecond of one source address, on average, with bursts of twice as many; more
 *     get 503, far more no answer. 0 for no limit, where a proxy stands in front
 * @param messageTime how long a message may take to come in over TCP or TLS
 * @param sessionExpires how long a dialog lives without a refresh (RFC 4028)
 * @param missedAfter an endpoint that has said nothing in its call for so long is asked whether it
 *     is there
 * @param nonceLifetime after it an endpoint is challenged anew
 * @param guessesPerMinute wrong passwords of one user from one address, before it has to wait
 * @param guessPause for how long
 */
@Validated
@ConfigurationProperties("parley.sip")
record SipGatewayProperties(
    @DefaultValue("sip-gateway-1") @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String name,
    @DefaultValue("127.0.0.1") @NotBlank String bindAddress,
    @Nullable String advertisedAddress,
    @DefaultValue("5060") @Min(0) @Max(65535) int port,
    @DefaultValue @Valid Tls tls,
    @DefaultValue("16KB") DataSize maxBody,
    @DefaultValue("200000") @Min(10) int maxTransactions,
    @DefaultValue("10000") @Min(10) int maxWaiting,
    @DefaultValue("10000") @Min(1) int maxConnections,
    @DefaultValue("1000") @Min(1) int maxConnectionsOfSource,
    @DefaultValue("2000") @Min(0) int requestsPerSecond,
    @DefaultValue("10s") Duration messageTime,
    @DefaultValue("30m") @DurationMin(seconds = SessionTimer.MIN_SE) @DurationMax(days = 1)
        Duration sessionExpires,
    @DefaultValue("5m") @DurationMin(seconds = 30) @DurationMax(days = 1) Duration missedAfter,
    @DefaultValue("5m") Duration nonceLifetime,
    @DefaultValue("10") @Min(1) int guessesPerMinute,
    @DefaultValue("1m") Duration guessPause) {

  private static final int REMEMBERED_SOURCES = 10_000;

  /**
   * SIP over TLS; off unless a key store is named.
   *
   * @param port 0 any free one
   * @param keyStore a PKCS12 file
   */
  record Tls(
      @DefaultValue("5061") @Min(0) @Max(65535) int port,
      @Nullable Resource keyStore,
      @Nullable String keyStorePassword) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Tls[" + port + ", " + keyStore + "]";
    }

    private StackSettings.@Nullable Tls keys() {
      if (keyStore == null) {
        return null;
      }
      char[] password = keyStorePassword == null ? new char[0] : keyStorePassword.toCharArray();
      try (InputStream in = keyStore.getInputStream()) {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(in, password);
        return new StackSettings.Tls(keys, password, null);
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException("parley.sip.tls: the certificate cannot be used", e);
      }
    }
  }

  /**
   * @throws IllegalStateException when the certificate cannot be used
   */
  StackSettings stack() {
    Map<Transport, Integer> ports = new EnumMap<>(Map.of(Transport.UDP, port, Transport.TCP, port));
    StackSettings.Tls keys = tls.keys();
    if (keys != null) {
      ports.put(Transport.TLS, tls.port());
    }
    return new StackSettings(
        bindAddress,
        advertisedAddress == null ? bindAddress : advertisedAddress,
        ports,
        keys,
        TimerValues.RFC_3261,
        rules(),
        new StackSettings.Limits(
            maxTransactions,
            maxWaiting,
            requestsPerSecond,
            2 * requestsPerSecond,
            REMEMBERED_SOURCES,
            maxConnections,
            maxConnectionsOfSource,
            messageTime,
            StackSettings.Limits.DEFAULT.idleTime(),
            StackSettings.Limits.DEFAULT.datagramBuffer()));
  }

  Set<String> ownHosts() {
    return OwnHosts.of(bindAddress, advertisedAddress);
  }

  private UasRules rules() {
    var contentTypes = new TreeSet<>(VoiceBoard.CONTENT_TYPES);
    contentTypes.addAll(Set.of("text/plain", Contents.COMPOSING, Contents.DISPOSITION));
    return new UasRules(
        new TreeSet<>(Methods.TAKEN),
        new TreeSet<>(Set.of("timer")),
        contentTypes,
        (int) maxBody.toBytes());
  }
}
