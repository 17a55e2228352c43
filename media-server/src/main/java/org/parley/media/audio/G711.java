package org.parley.media.audio;

import java.util.Optional;

/** ITU-T G.711, one byte a sample: µ-law and A-law. */
public enum G711 implements Codec {
  PCMU(0) {
    @Override
    short expand(int code) {
      int inverted = ~code & 0xFF;
      int magnitude = (((inverted & 0x0F) << 3) + BIAS) << ((inverted & 0x70) >> 4);
      return (short) ((inverted & 0x80) != 0 ? BIAS - magnitude : magnitude - BIAS);
    }

    @Override
    byte compress(int sample) {
      int sign = sample < 0 ? 0x80 : 0;
      int magnitude = Math.min(Math.abs(sample), LOUDEST) + BIAS;
      int exponent = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(magnitude) - 7;
      int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
      return (byte) ~(sign | exponent << 4 | mantissa);
    }
  },

  PCMA(8) {
    @Override
    short expand(int code) {
      int turned = code ^ 0x55;
      int segment = (turned & 0x70) >> 4;
      int step = ((turned & 0x0F) << 4) + 8;
      int magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
      return (short) ((turned & 0x80) != 0 ? magnitude : -magnitude);
    }

    @Override
    byte compress(int sample) {
      int mask = sample < 0 ? 0x55 : 0xD5;
      int magnitude = sample < 0 ? (-sample - 1) >> 3 : sample >> 3;
      int segment = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(magnitude) - 5);
      int step = magnitude >> Math.max(1, segment);
      return (byte) ((segment << 4 | step & 0x0F) ^ mask);
    }
  };

  private static final int BIAS = 0x84;
  private static final int LOUDEST = 32_635;

  private final int payloadType;
  private final short[] expanded = new short[1 << Byte.SIZE];
  private final byte[] compressed = new byte[1 << Short.SIZE];

  G711(int payloadType) {
    this.payloadType = payloadType;
    for (int code = 0; code < expanded.length; code++) {
      expanded[code] = expand(code);
    }
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      compressed[sample & 0xFFFF] = compress(sample);
    }
  }

  abstract short expand(int code);

  abstract byte compress(int sample);

  /** The one with that number in RTP. */
  public static Optional<G711> of(int payloadType) {
    return payloadType == 0
        ? Optional.of(PCMU)
        : payloadType == 8 ? Optional.of(PCMA) : Optional.empty();
  }

  @Override
  public int payloadType() {
    return payloadType;
  }

  @Override
  public String encodingName() {
    return name();
  }

  @Override
  public int samples(int payloadBytes) {
    return payloadBytes;
  }

  @Override
  public void decode(byte[] payload, short[] into, int at) {
    for (int i = 0; i < payload.length; i++) {
      into[at + i] = expanded[payload[i] & 0xFF];
    }
  }

  @Override
  public byte[] encode(short[] frame) {
    var payload = new byte[frame.length];
    for (int i = 0; i < frame.length; i++) {
      payload[i] = compressed[frame[i] & 0xFFFF];
    }
    return payload;
  }
}
