package org.parley.sip.registrar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipBinding;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Flow;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipUri;
import org.parley.sip.registrar.BindingStore.Change;
import org.parley.tlib.Dn;

/**
 * What one REGISTER does to the contacts of a DN (RFC 3261 section 10.3, steps 6 and 7): all that
 * it asks for, or nothing.
 *
 * <p>Beside the RFC: a contact with the {@code +sip.instance} of another one takes its place, for
 * it is the same endpoint, after a restart or behind another NAT.
 */
final class Registration {
  private static final long MALFORMED_EXPIRES = 3600;
  private static final int MAX_INSTANCE = 256;
  private static final String INSTANCE = "+sip.instance";

  /** What is to be done. */
  sealed interface Decision {
    /** Empty for a REGISTER that only asks. */
    record Write(List<Change> changes) implements Decision {}

    record Refuse(Answer answer) implements Decision {}
  }

  private final Dn dn;
  private final List<SipBinding> present;
  private final RegistrarOptions options;
  private final String gateway;
  private final Instant now;

  /**
   * @param present of the DN; those that have expired are no obstacle
   * @param gateway the name of this instance
   */
  Registration(
      Dn dn, List<SipBinding> present, RegistrarOptions options, String gateway, Instant now) {
    this.dn = dn;
    this.present = present;
    this.options = options;
    this.gateway = gateway;
    this.now = now;
  }

  Decision decide(SipRequest request) {
    if (request.contacts().stream().anyMatch(contact -> contact.uri().equals("*"))) {
      return removeAll(request);
    }
    Map<String, SipBinding> wanted = new LinkedHashMap<>();
    for (NameAddr contact : request.contacts()) {
      Optional<SipUri> uri = contact.sipUri().filter(u -> u.transport().isPresent());
      Optional<Integer> q = Contacts.thousandths(contact.parameters().get("q"));
      @Nullable String instance = Contacts.unquoted(contact.parameters().get(INSTANCE));
      if (uri.isEmpty() || q.isEmpty() || instance != null && instance.length() > MAX_INSTANCE) {
        return refuse(400, "Bad Contact");
      }
      long seconds = seconds(contact, request);
      if (seconds > 0 && seconds < options.minExpires().toSeconds()) {
        return new Decision.Refuse(
            Answer.of(423, "Interval Too Brief")
                .with("Min-Expires", Long.toString(options.minExpires().toSeconds())));
      }
      SipBinding binding = binding(request, uri.get(), instance, q.get(), seconds);
      wanted.put(SipBinding.key(dn, binding.contact()), binding);
    }
    return changes(request, wanted);
  }

  private Decision changes(SipRequest request, Map<String, SipBinding> wanted) {
    List<Change> changes = new ArrayList<>();
    long kept = 0;
    Set<String> instances =
        wanted.values().stream()
            .map(SipBinding::instanceId)
            .filter(id -> id != null)
            .collect(Collectors.toSet());
    for (SipBinding old : present) {
      boolean named = wanted.containsKey(SipBinding.key(dn, old.contact()));
      boolean replaced = !named && old.instanceId() != null && instances.contains(old.instanceId());
      if ((named || replaced) && isLate(request, old)) {
        return refuse(500, "CSeq Out Of Order");
      }
      if (replaced) {
        changes.add(Change.gone(old));
      } else if (!named && old.expiresAt().isAfter(now)) {
        kept++;
      }
    }
    for (Map.Entry<String, SipBinding> each : wanted.entrySet()) {
      if (each.getValue().expiresAt().isAfter(now)) {
        changes.add(Change.made(each.getValue()));
        kept++;
      } else if (isPresent(each.getKey())) {
        changes.add(new Change(each.getKey(), null));
      }
    }
    boolean adds = changes.stream().anyMatch(change -> change.binding() != null);
    return adds && kept > options.maxContacts()
        ? refuse(403, "Too Many Contacts")
        : new Decision.Write(changes);
  }

  private boolean isPresent(String key) {
    return present.stream().anyMatch(old -> SipBinding.key(dn, old.contact()).equals(key));
  }

  private Decision removeAll(SipRequest request) {
    boolean withExpiresZero =
        request.headers().first("Expires").map(String::strip).filter("0"::equals).isPresent();
    if (request.contacts().size() > 1 || !withExpiresZero) {
      return refuse(400, "Bad Contact");
    }
    return present.stream().anyMatch(old -> isLate(request, old))
        ? refuse(500, "CSeq Out Of Order")
        : new Decision.Write(present.stream().map(Change::gone).toList());
  }

  /** A REGISTER that was overtaken by a later one of the same endpoint must not undo that. */
  private static boolean isLate(SipRequest request, SipBinding old) {
    return request.callId().equals(old.callId()) && request.cseq() <= old.cseq();
  }

  private long seconds(NameAddr contact, SipRequest request) {
    @Nullable String own = contact.parameters().get("expires");
    long asked =
        own != null
            ? Contacts.seconds(own, MALFORMED_EXPIRES)
            : request
                .headers()
                .first("Expires")
                .map(header -> Contacts.seconds(header, MALFORMED_EXPIRES))
                .orElseGet(() -> options.defaultExpires().toSeconds());
    return Math.min(asked, options.maxExpires().toSeconds());
  }

  private SipBinding binding(
      SipRequest request, SipUri uri, @Nullable String instance, int q, long seconds) {
    Flow source = request.source();
    return new SipBinding(
        dn,
        uri.toString(),
        instance,
        q,
        request.callId(),
        request.cseq(),
        now.plus(Duration.ofSeconds(seconds)),
        source.transport().name(),
        source.host(),
        source.port(),
        gateway);
  }

  private static Decision refuse(int code, String reason) {
    return new Decision.Refuse(Answer.of(code, reason));
  }
}
