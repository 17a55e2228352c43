package org.parley.sip.auth;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.contracts.config.DigestAlgorithm;
import org.parley.contracts.config.SipCredentials;
import org.parley.tlib.Dn;

/** A switch A with whom a test puts there; the password of a DN is {@code pw-} and its number. */
final class Directory implements SipDirectory {
  final Map<Dn, Optional<SipCredentials>> dns = new HashMap<>();
  final Set<Dn> trunks = new HashSet<>();
  final Map<InetAddress, Dn> trusted = new HashMap<>();
  List<DigestAlgorithm> algorithms = List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);

  Directory withPassword(String... numbers) {
    for (String number : numbers) {
      dns.put(new Dn(number), Optional.of(SipCredentials.of("A", number, "pw-" + number)));
    }
    return this;
  }

  Directory without(String number) {
    dns.put(new Dn(number), Optional.empty());
    return this;
  }

  Directory trunk(String number) {
    trunks.add(new Dn(number));
    return this;
  }

  Directory trusting(String address, String trunk) {
    trusted.put(InetAddress.ofLiteral(address), new Dn(trunk));
    return without(trunk).trunk(trunk);
  }

  @Override
  public String realm() {
    return SipCredentials.realm("A");
  }

  @Override
  public List<DigestAlgorithm> algorithms() {
    return algorithms;
  }

  @Override
  public boolean exists(Dn dn) {
    return dns.containsKey(dn);
  }

  @Override
  public boolean isTrunk(Dn dn) {
    return trunks.contains(dn);
  }

  @Override
  public Optional<SipCredentials> credentials(Dn dn) {
    return dns.getOrDefault(dn, Optional.empty());
  }

  @Override
  public Optional<Dn> trunkTrusting(InetAddress source) {
    return Optional.ofNullable(trusted.get(source));
  }

  @Override
  public boolean trunksHaveCredentials() {
    return trunks.stream().anyMatch(trunk -> credentials(trunk).isPresent());
  }
}
