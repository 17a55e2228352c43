package org.parley.sip.auth.configview;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.AddressBlock;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DigestAlgorithm;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.SipCredentials;
import org.parley.contracts.config.SipServerOptions;
import org.parley.sip.auth.SipDirectory;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;

/** As the view has it now. What concerns trunks is put together anew when one changes. */
public final class ConfiguredDirectory implements SipDirectory {

  private record Trusted(AddressBlock block, Dn trunk) {}

  private record Trunks(List<Trusted> smallestFirst, boolean haveCredentials) {}

  private final ConfigView view;
  private volatile Trunks trunks;

  public ConfiguredDirectory(ConfigView view) {
    this.view = view;
    this.trunks = trunks();
    view.onChange(this::changed);
  }

  @Override
  public String realm() {
    return SipCredentials.realm(view.site());
  }

  @Override
  public List<DigestAlgorithm> algorithms() {
    return view.value(SipServerOptions.SIP_DIGEST_ALGORITHMS);
  }

  @Override
  public boolean exists(Dn dn) {
    return view.dn(dn.number()).isPresent();
  }

  @Override
  public boolean isTrunk(Dn dn) {
    return view.dn(dn.number()).filter(ConfiguredDirectory::isTrunk).isPresent();
  }

  @Override
  public Optional<SipCredentials> credentials(Dn dn) {
    return view.dn(dn.number()).map(DnObject::sipCredentials);
  }

  @Override
  public Optional<Dn> trunkTrusting(InetAddress source) {
    return trunks.smallestFirst().stream()
        .filter(trusted -> trusted.block().contains(source))
        .map(Trusted::trunk)
        .findFirst();
  }

  @Override
  public boolean trunksHaveCredentials() {
    return trunks.haveCredentials();
  }

  private void changed(ConfigKey key, @Nullable ConfigObject before, @Nullable ConfigObject after) {
    if (isTrunk(before) || isTrunk(after)) {
      trunks = trunks();
    }
  }

  private Trunks trunks() {
    List<Trusted> trusted = new ArrayList<>();
    boolean haveCredentials = false;
    for (DnObject dn : view.all(DnObject.class).filter(this::isOwnTrunk).toList()) {
      haveCredentials |= dn.sipCredentials() != null;
      for (AddressBlock block : view.value(dn, DnOptions.TRUSTED_ADDRESSES)) {
        trusted.add(new Trusted(block, new Dn(dn.number())));
      }
    }
    trusted.sort(
        Comparator.comparing((Trusted t) -> t.block().prefix())
            .reversed()
            .thenComparing(t -> t.trunk().number()));
    return new Trunks(List.copyOf(trusted), haveCredentials);
  }

  private boolean isOwnTrunk(DnObject dn) {
    return dn.enabled() && dn.switchName().equals(view.site()) && isTrunk(dn);
  }

  private static boolean isTrunk(@Nullable ConfigObject object) {
    return object instanceof DnObject dn && dn.dnType() == DnType.TRUNK;
  }
}
