package org.parley.config.objects.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.SipCredentials;

@Entity
@Table(name = "dn")
class DnRow extends ObjectRow {
  @EmbeddedId private OnSwitch id;

  @Column(name = "dn_type")
  private String dnType = "";

  private boolean enabled;

  /** Both or none. */
  @Column(name = "sip_md5")
  private @Nullable String sipMd5;

  @Column(name = "sip_sha256")
  private @Nullable String sipSha256;

  @ElementCollection
  @CollectionTable(
      name = "dn_option",
      joinColumns = {
        @JoinColumn(name = "switch_name", referencedColumnName = "switch_name"),
        @JoinColumn(name = "number", referencedColumnName = "number")
      })
  @Column(name = "value")
  private Map<OptionId, String> options = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  protected DnRow() {} // for JPA

  DnRow(OnSwitch id) {
    this.id = id;
  }

  DnRow set(DnObject o) {
    version = o.version();
    dnType = o.dnType().toString();
    enabled = o.enabled();
    SipCredentials credentials = o.sipCredentials();
    sipMd5 = credentials == null ? null : credentials.md5();
    sipSha256 = credentials == null ? null : credentials.sha256();
    OptionId.update(options, o.options());
    return this;
  }

  @Override
  DnObject toObject() {
    return new DnObject(
        version,
        id.switchName(),
        id.name(),
        DnType.named(dnType).orElseThrow(),
        enabled,
        OptionId.toValues(options),
        sipMd5 == null || sipSha256 == null ? null : new SipCredentials(sipMd5, sipSha256));
  }
}
