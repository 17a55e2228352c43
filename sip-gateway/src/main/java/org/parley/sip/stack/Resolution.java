package org.parley.sip.stack;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipUri;
import org.parley.sip.stack.transaction.ClientTransactions;
import org.parley.sip.stack.transaction.Resolver;

/** Names by the resolver of the system, on threads of their own; addresses at once. */
final class Resolution implements Resolver {
  private static final int AT_ONCE = 64;

  private final Semaphore free = new Semaphore(AT_ONCE);

  @Override
  public void resolve(SipUri uri, Consumer<Optional<Flow>> found) {
    Optional<Flow> literal = ClientTransactions.literal(uri);
    if (literal.isPresent() || uri.transport().isEmpty() || !free.tryAcquire()) {
      found.accept(literal);
      return;
    }
    Thread.ofVirtual()
        .name("sip-resolver")
        .start(() -> {
          try {
            found.accept(lookUp(uri));
          } finally {
            free.release();
          }
        });
  }

  private static Optional<Flow> lookUp(SipUri uri) {
    try {
      String host = uri.parameters().getOrDefault("maddr", uri.host());
      String address = InetAddress.getByName(host).getHostAddress();
      return uri.transport().map(transport -> new Flow(transport, address, uri.portOrDefault()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
