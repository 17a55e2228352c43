package org.parley.sip.auth;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.parley.contracts.config.DigestAlgorithm;
import org.parley.contracts.config.SipCredentials;
import org.parley.tlib.Dn;

/** What is configured about those who may come. DNs that are not enabled are not there. */
public interface SipDirectory {
  /** In which passwords are valid. */
  String realm();

  /** The preferred one first; never empty. */
  List<DigestAlgorithm> algorithms();

  boolean exists(Dn dn);

  boolean isTrunk(Dn dn);

  /** Empty for a DN without a SIP password, too. */
  Optional<SipCredentials> credentials(Dn dn);

  /** The trunk that trusts the address; if several do, the one with the smallest block. */
  Optional<Dn> trunkTrusting(InetAddress source);

  /** Whether some trunk proves itself by a password. */
  boolean trunksHaveCredentials();
}
