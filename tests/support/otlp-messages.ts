import { fieldsOf, numberOf, textOf, within } from './protobuf-fields';

/** A value of OpenTelemetry's attributes. */
export type AttributeValue = string | number | boolean | readonly AttributeValue[];
type Attributes = Readonly<Record<string, AttributeValue>>;

/** A span as a collector gets it. */
export interface ReceivedSpan {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  /** Empty for the first span of a trace. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: 'UNSPECIFIED' | 'INTERNAL' | 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER';
  readonly attributes: Attributes;
  readonly status: { readonly code: 'UNSET' | 'OK' | 'ERROR'; readonly message: string };
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  /** `service.name` of whoever sent it. */
  readonly service: string;
}

const kinds = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const;
const codes = ['UNSET', 'OK', 'ERROR'] as const;

/** Spans of an `ExportTraceServiceRequest`. Field numbers are those of opentelemetry-proto's `trace.proto`. */
export function spansOf(body: Buffer): ReceivedSpan[] {
  return within(body, 1).flatMap((ofResource) => {
    const service = serviceOf(ofResource);
    const spans = within(ofResource, 2).flatMap((ofScope) => within(ofScope, 2));
    return spans.map((span) => readSpan(span, service));
  });
}

/** Names of the metrics in an `ExportMetricsServiceRequest`. */
export function metricNamesOf(body: Buffer): string[] {
  return within(body, 1)
    .flatMap((ofResource) => within(ofResource, 2))
    .flatMap((ofScope) => within(ofScope, 2))
    .map((metric) => textOf(metric, 1));
}

function readSpan(span: Buffer, service: string): ReceivedSpan {
  const [status = Buffer.alloc(0)] = within(span, 15);
  return {
    traceId: hexOf(span, 1),
    spanId: hexOf(span, 2),
    parentSpanId: hexOf(span, 4),
    name: textOf(span, 5),
    kind: kinds[numberOf(span, 6)] ?? 'UNSPECIFIED',
    attributes: attributesOf(span, 9),
    status: { code: codes[numberOf(status, 3)] ?? 'UNSET', message: textOf(status, 2) },
    events: within(span, 11).map((event) => ({ name: textOf(event, 2), attributes: attributesOf(event, 3) })),
    service,
  };
}

function serviceOf(ofResource: Buffer): string {
  const [resource = Buffer.alloc(0)] = within(ofResource, 1);
  return String(attributesOf(resource, 1)['service.name']);
}

function hexOf(message: Buffer, number: number): string {
  return within(message, number)[0]?.toString('hex') ?? '';
}

function attributesOf(message: Buffer, number: number): Attributes {
  return Object.fromEntries(
    within(message, number).map((pair) => [textOf(pair, 1), valueOf(within(pair, 2)[0] ?? Buffer.alloc(0))]),
  );
}

/** `AnyValue`: whichever field is there says of which type it is. */
function valueOf(any: Buffer): AttributeValue {
  for (const { number, value } of fieldsOf(any)) {
    if (Buffer.isBuffer(value)) {
      return number === 5 ? within(value, 1).map(valueOf) : value.toString('utf8');
    }
    if (number === 2) return value === 1n;
    if (number === 3) return Number(BigInt.asIntN(64, value));
    if (number === 4) return new Float64Array(new BigUint64Array([value]).buffer)[0] ?? NaN;
  }
  return '';
}
