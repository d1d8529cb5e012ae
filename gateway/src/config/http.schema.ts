import { z } from 'zod';

/** Where the gateway listens and how much it reads. */
export const httpSchema = z.strictObject({
  /** TCP port; 0 takes a free one. */
  port: z.int().min(0).max(65_535).default(4000),
  /** Address to listen on. The default is reachable from this machine only. */
  host: z.string().min(1).default('127.0.0.1'),
  /** Largest request body in bytes, counted as it arrives and again after inflating. */
  bodyLimitBytes: z.int().positive().default(1_000_000),
  /**
   * Compression of answers for clients that ask for it. Turn it off where a proxy in front does it.
   */
  compression: z
    .strictObject({
      /** Default true. */
      enabled: z.boolean().default(true),
      /** Bytes that an answer has at least; smaller ones fit in one packet as they are. Default 1500. */
      thresholdBytes: z.int().min(0).default(1_500),
    })
    .prefault({}),
  /**
   * Proxies in front through which every request comes. 0: a client's address is that of its connection. N: the Nth
   * from the right in `X-Forwarded-For`, where each proxy writes whom it hears.
   */
  trustedProxies: z.int().min(0).default(0),
  /** Connections at a time; what comes beyond is closed at once. */
  maxConnections: z.int().positive().default(10_000),
  /**
   * Seconds for which browsers are to ask this host over TLS alone (`Strict-Transport-Security`). 0, the default, says
   * nothing about it: TLS ends in front of the gateway, where this is usually said.
   */
  strictTransportSecuritySeconds: z.int().min(0).default(0),
});
