import { type TypedDocument, operationOf } from './document.js';
import { type Answer, type Call, type Transport, post } from './transport.js';

/** Sends operations by id as long as the graph takes ids. */
export class Asker {
  readonly #transport: Transport;
  #byId: boolean;

  constructor(transport: Transport, byId: boolean) {
    this.#transport = transport;
    this.#byId = byId;
  }

  /** @throws NetworkError, HttpError, or the signal's reason. */
  async ask<Data>(
    document: TypedDocument<Data, never>,
    variables: unknown,
    call: Omit<Call, 'body'>,
  ): Promise<Answer<Data>> {
    const { name, id, text } = operationOf(document);
    const rest = { variables: variables ?? {}, ...(name && { operationName: name }) };
    const send = (body: object) => post<Data>(this.#transport, { ...call, body: { ...body, ...rest } });

    if (!id || (!this.#byId && text)) return send({ query: text });
    const extensions = { persistedQuery: { version: 1, sha256Hash: id } };
    const answer = await send({ extensions });
    if (!text || answer.data !== null) return answer;
    const refusal = answer.errors[0]?.code;
    // With both, the graph may learn the id.
    if (refusal === 'PERSISTED_QUERY_NOT_FOUND') return send({ query: text, extensions });
    if (refusal !== 'PERSISTED_QUERY_NOT_SUPPORTED') return answer;
    this.#byId = false;
    return send({ query: text });
  }
}
