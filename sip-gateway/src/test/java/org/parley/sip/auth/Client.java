package org.parley.sip.auth;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.contracts.config.DigestAlgorithm;
import org.parley.contracts.config.SipCredentials;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.Transport;

/** What an endpoint sends. */
record Client(String method, String from, String uri, String address) {

  static Client of(String from) {
    return new Client("MESSAGE", from, "sip:1001@127.0.0.1", "198.51.100.1");
  }

  Client method(String other) {
    return new Client(other, from, uri, address);
  }

  Client at(String other) {
    return new Client(method, from, uri, other);
  }

  SipRequest request(String... authorizations) {
    HeaderFields headers = HeaderFields.none();
    for (String authorization : authorizations) {
      headers = headers.with("Authorization", authorization);
    }
    return new SipRequest(
        method,
        uri,
        NameAddr.of(from).withTag("f"),
        NameAddr.of(uri),
        "call",
        1,
        List.of(),
        List.of(),
        headers,
        Body.none(),
        new Flow(Transport.UDP, address, 5070));
  }

  /** The answer to a challenge. */
  SipRequest proving(Answer challenge, DigestAlgorithm by, String user, String password, int nc) {
    return request(authorization(challenge, by, user, password, nc));
  }

  String authorization(Answer challenge, DigestAlgorithm by, String user, String password, int nc) {
    return authorization(challenge, by, user, SipCredentials.of("A", user, password), nc);
  }

  String authorization(
      Answer challenge, DigestAlgorithm by, String user, SipCredentials credentials, int nc) {
    String offered =
        challenge.headers().all("WWW-Authenticate").stream()
            .filter(value -> value.contains("algorithm=" + by + ","))
            .findFirst()
            .orElseThrow();
    var given =
        new DigestCredentials(
            user,
            parameter(offered, "realm"),
            parameter(offered, "nonce"),
            uri,
            by.toString(),
            "auth",
            "0a4f113b",
            "%08x".formatted(nc),
            "");
    String hashedA1 = Digests.hashedA1(by, credentials);
    return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", algorithm=%s, qop=auth, nc=%s, cnonce=\"%s\""
        .formatted(
            user,
            given.realm(),
            given.nonce(),
            uri,
            Digests.response(by, hashedA1, method, given),
            by,
            given.nc(),
            given.cnonce());
  }

  private static String parameter(String header, String name) {
    Matcher found = Pattern.compile(name + "=\"([^\"]*)\"").matcher(header);
    if (!found.find()) {
      throw new AssertionError("no " + name + " in " + header);
    }
    return found.group(1);
  }
}
