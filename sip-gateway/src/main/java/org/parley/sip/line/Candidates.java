package org.parley.sip.line;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sip.location.Contact;
import org.parley.sip.message.Flow;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipUri;
import org.parley.tlib.Dn;

/**
 * Where an endpoint may be reached, the best place first: its contacts, and where one of them
 * redirects to. None is named twice: redirections may go round (RFC 3261 section 8.1.3.4).
 */
public final class Candidates {
  private static final int MOST = 10;

  /**
   * One of them.
   *
   * @param flow the hop to take; null: as the URI says
   */
  public record Candidate(SipUri uri, @Nullable Flow flow) {}

  private final Deque<Candidate> waiting = new ArrayDeque<>();
  private final Set<String> tried = new HashSet<>();
  private boolean redirected;

  /** All contacts of a DN. */
  public static Candidates of(Reach reach, Dn dn) {
    var candidates = new Candidates();
    for (Contact contact : reach.location().contacts(dn)) {
      if (candidates.waiting.size() < MOST) {
        candidates.waiting.add(new Candidate(contact.target(), reach.hop(contact)));
      }
    }
    return candidates;
  }

  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The best of those that have not been tried. */
  public Candidate next() {
    Candidate candidate = waiting.removeFirst();
    tried.add(candidate.uri().toString());
    return candidate;
  }

  /** Where one of them redirects to comes next; the first time only. */
  public void redirect(List<NameAddr> contacts) {
    if (redirected) {
      return;
    }
    redirected = true;
    List<SipUri> uris =
        contacts.stream()
            .sorted(Comparator.comparingDouble(Candidates::preference).reversed())
            .flatMap(contact -> contact.sipUri().stream())
            .filter(uri -> !tried.contains(uri.toString()))
            .limit(MOST)
            .toList();
    uris.reversed().forEach(uri -> waiting.addFirst(new Candidate(uri, null)));
  }

  private static double preference(NameAddr contact) {
    String q = contact.parameters().getOrDefault("q", "1");
    return q.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(q) : 0;
  }

  public void clear() {
    waiting.clear();
  }
}
