package org.parley.contracts.config;

/** Values of {@code sip-signaling-chat} (seed 001). */
public enum ChatSignaling {
  SESSION,
  NONE
}
