package org.parley.sip.registrar;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipBinding;

/** Where bindings outlive the process. */
public interface BindingStore {

  /**
   * One contact.
   *
   * @param binding null: the contact is gone
   */
  record Change(String key, @Nullable SipBinding binding) {
    static Change made(SipBinding binding) {
      return new Change(SipBinding.key(binding.dn(), binding.contact()), binding);
    }

    static Change gone(SipBinding binding) {
      return new Change(SipBinding.key(binding.dn(), binding.contact()), null);
    }
  }

  /** Told on the gateway thread, once. */
  interface Outcome {
    /** The changes are durable, and {@link Bindings} has them. */
    void written();

    /** It is not known whether they are, or will be. */
    void failed();
  }

  /** Called on the gateway thread; never blocks. */
  void write(List<Change> changes, Outcome outcome);
}
