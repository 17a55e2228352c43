package org.parley.sip.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.parley.contracts.config.DigestAlgorithm;
import org.parley.contracts.config.SipCredentials;
import org.parley.sip.message.Answer;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipUri;
import org.parley.tlib.Dn;

/**
 * Looks at the digest first where there is one for us, then at the source. A REGISTER is believed
 * by its digest only: over UDP a source can be forged, and would take all answers with it.
 *
 * <p>A nonce is good for one address, so a guess needs an address at which the answer arrives; what
 * comes with a nonce that is not good is challenged again without a look at the response, so that
 * it cannot be used to guess. A user that does not exist is treated as one whose password is wrong,
 * in the same time.
 */
public final class DigestAuthentication implements Authentication {
  private static final int MAX_REMEMBERED = 65_536;
  private static final String REGISTER = "REGISTER";
  private static final SipCredentials NOBODY = new SipCredentials("0".repeat(32), "0".repeat(64));

  /**
   * How long, how often.
   *
   * @param nonceLifetime after it a client is challenged again
   * @param wrongPerMinute wrong passwords of one user from one address, before it has to wait
   * @param pause for how long
   */
  public record Limits(Duration nonceLifetime, int wrongPerMinute, Duration pause) {}

  private final SipDirectory directory;
  private final Set<String> ownHosts;
  private final Limits limits;
  private final InstantSource clock;
  private final Nonces nonces;
  private final Guesses guesses;

  /**
   * @param ownHosts by which this gateway is addressed, in lower case, IPv6 addresses in brackets
   * @param secret random; nonces of another one are challenged again
   */
  public DigestAuthentication(
      SipDirectory directory,
      Set<String> ownHosts,
      Limits limits,
      InstantSource clock,
      byte[] secret) {
    this.directory = directory;
    this.ownHosts = Set.copyOf(ownHosts);
    this.limits = limits;
    this.clock = clock;
    this.nonces = new Nonces(secret, limits.nonceLifetime(), MAX_REMEMBERED);
    this.guesses = new Guesses(limits.wrongPerMinute(), limits.pause(), MAX_REMEMBERED);
  }

  @Override
  public Verdict check(SipRequest request) {
    List<String> headers =
        request.headers().all("Authorization").stream()
            .filter(DigestCredentials::isDigest)
            .toList();
    for (String header : headers) {
      Optional<DigestCredentials> given = DigestCredentials.parse(header);
      if (given.isEmpty()) {
        return refused(400, "Bad Authorization");
      }
      if (given.get().realm().equals(directory.realm())) {
        return check(request, given.get());
      }
    }
    Optional<Dn> trunk =
        request.method().equals(REGISTER)
            ? Optional.empty()
            : directory.trunkTrusting(InetAddress.ofLiteral(request.source().host()));
    if (trunk.isEmpty()) {
      return unproven(request);
    }
    // An endpoint behind the same proxy as customers: it can prove what they cannot be.
    return ownDn(request.from()).flatMap(directory::credentials).isPresent()
        ? challenge(request, false)
        : customer(trunk.get(), request);
  }

  /**
   * Whoever could prove something is asked to. A REGISTER is never refused before that: it must not
   * tell which DNs exist.
   */
  private Verdict unproven(SipRequest request) {
    boolean couldProve =
        request.method().equals(REGISTER)
            || directory.trunksHaveCredentials()
            || Identities.dn(request.from()).flatMap(directory::credentials).isPresent();
    return couldProve ? challenge(request, false) : forbidden();
  }

  private Verdict check(SipRequest request, DigestCredentials given) {
    Instant now = clock.instant();
    String source = request.source().host();
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.named(given.algorithm()).filter(directory.algorithms()::contains);
    if (algorithm.isEmpty() || !given.qop().equals("auth")) {
      return challenge(request, false);
    }
    if (!isForRequest(given, request)) {
      return refused(400, "Authorization Is For Another URI");
    }
    OptionalLong nonce = nonces.numberOf(given.nonce(), source, now);
    if (nonce.isEmpty()) {
      return challenge(request, true);
    }
    if (guesses.hasToWait(source, given.username(), now)) {
      return forbiddenForAWhile();
    }
    if (!hasPassword(request, given, algorithm.get())) {
      guesses.wrong(source, given.username(), now);
      return guesses.hasToWait(source, given.username(), now)
          ? forbiddenForAWhile()
          : challenge(request, false);
    }
    guesses.right(source, given.username());
    if (!nonces.use(nonce.getAsLong(), given.count())) {
      return challenge(request, true);
    }
    return identified(new Dn(given.username()), request);
  }

  private boolean hasPassword(
      SipRequest request, DigestCredentials given, DigestAlgorithm algorithm) {
    Optional<SipCredentials> credentials =
        Identities.named(given.username()).flatMap(directory::credentials);
    String expected =
        Digests.response(
            algorithm,
            Digests.hashedA1(algorithm, credentials.orElse(NOBODY)),
            request.method(),
            given);
    return Digests.same(expected, given.response()) && credentials.isPresent();
  }

  /**
   * RFC 7616 section 3.4.6. Hosts and parameters are not compared: there may be proxies in between
   * (RFC 3261 section 22.4). An address without a user is that of the server, for which SIPp and
   * some phones sign whomever they call; a nonce and its count are good for one request anyway.
   */
  private static boolean isForRequest(DigestCredentials given, SipRequest request) {
    if (given.uri().equals(request.requestUri())) {
      return true;
    }
    Optional<SipUri> meant = SipUri.parse(given.uri());
    Optional<SipUri> asked = SipUri.parse(request.requestUri());
    return meant.isPresent()
        && asked.isPresent()
        && (meant.get().user() == null || Objects.equals(meant.get().user(), asked.get().user()));
  }

  private Verdict identified(Dn dn, SipRequest request) {
    boolean speaksForItself = Identities.dn(request.from()).filter(dn::equals).isPresent();
    if (directory.isTrunk(dn) && !(speaksForItself && request.method().equals(REGISTER))) {
      return customer(dn, request);
    }
    return speaksForItself ? new Verdict.Endpoint(dn) : forbidden();
  }

  private Verdict customer(Dn trunk, SipRequest request) {
    Optional<SipUri> from = request.from().sipUri().filter(uri -> uri.user() != null);
    if (from.isEmpty()) {
      return forbidden();
    }
    Optional<Dn> customer = Identities.customer(from.get());
    if (customer.isEmpty()) {
      return refused(403, "Address of the Caller Is Longer Than " + Dn.MAX_LENGTH);
    }
    if (directory.exists(customer.get()) || ownDn(request.from()).isPresent()) {
      return refused(403, "Address of the Caller Is a DN of This Switch");
    }
    return new Verdict.Customer(trunk, customer.get());
  }

  /** The DN of this switch that an address reads as, for whoever sees it. */
  private Optional<Dn> ownDn(NameAddr from) {
    return from.sipUri()
        .filter(uri -> isOwn(uri.host()))
        .flatMap(Identities::dn)
        .filter(directory::exists);
  }

  private boolean isOwn(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return ownHosts.contains(name) || name.equalsIgnoreCase(directory.realm());
  }

  private Verdict challenge(SipRequest request, boolean stale) {
    String nonce = nonces.issue(request.source().host(), clock.instant());
    Answer answer = Answer.of(401, "Unauthorized");
    for (DigestAlgorithm algorithm : directory.algorithms()) {
      answer =
          answer.with(
              "WWW-Authenticate",
              "Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"auth\"%s"
                  .formatted(directory.realm(), nonce, algorithm, stale ? ", stale=true" : ""));
    }
    return new Verdict.Challenge(answer);
  }

  private Verdict forbiddenForAWhile() {
    return new Verdict.Refused(
        Answer.of(403, "Forbidden")
            .with("Retry-After", Long.toString(Math.max(1, limits.pause().toSeconds()))));
  }

  private static Verdict forbidden() {
    return refused(403, "Forbidden");
  }

  private static Verdict refused(int code, String reason) {
    return new Verdict.Refused(Answer.of(code, reason));
  }
}
