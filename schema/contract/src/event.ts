/**
 * One entry of a service's event feed, in the layout of Debezium's outbox event router: an aggregate
 * (type and id), a type and a payload. Positions grow; a reader that has applied N asks for what comes after N.
 */
export interface EventEnvelope<Type extends string = string, Payload = unknown> {
  /** Decimal digits of a bigint. Grows, with gaps; compare as BigInt. */
  readonly position: string;
  /** Globally unique id of the event, `evt_…`. */
  readonly id: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly type: Type;
  /** Version of the payload's shape; grows only when a reader of the older one would err. */
  readonly version: number;
  /** RFC 3339 UTC with milliseconds. */
  readonly occurredAt: string;
  readonly payload: Payload;
}

/** Answer of `GET /internal/events?after=<position>&wait=<seconds>`. Empty when nothing came within the wait. */
export interface EventPage {
  readonly events: readonly EventEnvelope[];
}
