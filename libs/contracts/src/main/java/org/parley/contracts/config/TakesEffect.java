package org.parley.contracts.config;

/** When a changed option is heeded; {@link #toString} is the product's wording. */
public enum TakesEffect {
  IMMEDIATELY("Immediately"),
  NEXT_INTERACTION("At the next interaction"),
  /** The request that the option is about; its description says which. */
  NEXT_REQUEST("For the next request"),
  NEXT_HOLD("At the next hold"),
  NEXT_LOGIN("At the next login"),
  RESTART("After restart");

  private final String text;

  TakesEffect(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
