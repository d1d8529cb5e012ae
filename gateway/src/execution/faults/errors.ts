import { type FieldNode, GraphQLError } from 'graphql';
import { type SubgraphError } from '../../upstream/subgraph-request';
import { type UpstreamError } from '../../upstream/upstream-error';
import { locate } from './locations';

/** Why a value is missing, in the form in which clients may know it. It has no path: it may stand at many. */
export interface Cause {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** A caller may not see a field. */
export interface Refusal {
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN';
  readonly message: string;
}

/** Path of a place in the answer, from its end to the root. */
export interface Path {
  readonly parent: Path | undefined;
  readonly key: string | number;
}

/** Extensions in which servers are known to write what is meant for their developers. */
const withheldExtensions = new Set([
  'stacktrace',
  'exception',
  'debug',
  'debugMessage',
  'trace',
  'originalError',
]);

/** Characters of a code, and of all extensions as JSON, that are handed on: they stand at every place of the error. */
const maxCodeLength = 100;
const maxExtensionsLength = 4_000;

/** What subgraph errors become when they are not meant for clients. */
const maskedMessage = 'The subgraph could not answer.';

/**
 * The error policy for a subgraph's own error. An error that carries a code was written to be seen: message,
 * code and plain extensions are kept, unless they are so large that they are not for people. Without one, or when it calls itself internal, nobody has said that its
 * message is fit for clients.
 */
export function causeOfSubgraphError({ message, extensions }: SubgraphError): Cause {
  const code = extensions?.code;
  if (typeof code !== 'string' || code.length > maxCodeLength || code === 'INTERNAL_SERVER_ERROR') {
    return cause('INTERNAL_SERVER_ERROR', maskedMessage);
  }
  const entries = Object.entries(extensions ?? {}).filter(([key]) => !withheldExtensions.has(key));
  const kept = Object.fromEntries(entries);
  return JSON.stringify(kept).length > maxExtensionsLength
    ? cause(code, message)
    : { message, extensions: { ...kept, code } };
}

/** A subgraph gave no usable answer at all. */
export function causeOfUpstreamError({ code, message }: UpstreamError): Cause {
  return cause(code, message);
}

export const absentField = malformed('The subgraph left this field out.');
export const absentEntity = malformed('The subgraph left this object out.');
/**
 * `_entities` is a list of nullable entities: a null without an error says that the subgraph does not know this
 * one. Its nullable fields are then null and nothing is wrong; only a field that is never null has this error.
 * Its code is not SUBREQUEST_MALFORMED_RESPONSE, for the answer is well formed: it is the graph as a whole that
 * does not keep what its schema says.
 */
export const unknownEntity = cause(
  'INTERNAL_SERVER_ERROR',
  'A subgraph does not know this object, and the field is never null.',
);
export const absentRequirement = malformed('What this field requires is missing.');
export const unknownType = malformed('The subgraph did not say of which type this object is.');
export const forbiddenNull = malformed('The subgraph gave null for a field that is never null.');

/** A value does not fit the type that the schema gives it. */
export function misfit(typeName: string): Cause {
  return malformed(`The subgraph gave a value that is not of type ${typeName}.`);
}

export function causeOfRefusal({ code, message }: Refusal): Cause {
  return cause(code, message);
}

/**
 * The error of a cause at one place; without a path when it has none.
 * @param fields those of the client's document that ask for the place; they tell line and column.
 */
export function errorAt(
  path: Path | undefined,
  { message, extensions }: Cause,
  fields: readonly FieldNode[] = [],
): GraphQLError {
  const error = new GraphQLError(message, {
    ...(path && { path: pathToArray(path) }),
    extensions: { ...extensions },
  });
  return locate(error, fields);
}

function pathToArray(path: Path): (string | number)[] {
  const keys = [];
  for (let step: Path | undefined = path; step; step = step.parent) keys.push(step.key);
  return keys.reverse();
}

function malformed(message: string): Cause {
  return cause('SUBREQUEST_MALFORMED_RESPONSE', message);
}

function cause(code: string, message: string): Cause {
  return { message, extensions: { code } };
}
