import { entityTag, subgraphTag, typeTag } from '@nutgraf/contract/cache-stamps';
import { requestBody } from '../../upstream/request-body';
import { type RawAnswer, type RequestParts } from '../../upstream/subgraph-request';
import { answerNames } from './answer-tags';
import { answerSlices, faultlessFields } from './answer-slices';
import { type EntityKeys, keyValues } from './entity-keys';
import { joinFaultyEntities } from './faulty-entities';
import { type FetchPieces, type ReadPiece } from './fetch-pieces';
import { type SelectionKey, short, valuesText } from './selection-key';

/** One `_entities` field of an operation. */
export interface EntityPart {
  /** Its response key. */
  readonly key: string;
  /** The variable that carries the representations. */
  readonly variable: string;
  readonly selection: SelectionKey;
}

/** Entities, in the order of the operation. */
export class EntityPieces implements FetchPieces {
  readonly count: number;
  /** Representations of each part. */
  readonly #texts: readonly (readonly string[])[];
  /** What keys of each part end with. */
  readonly #ends: readonly string[];

  constructor(
    private readonly parts: readonly EntityPart[],
    private readonly keys: EntityKeys,
    private readonly request: RequestParts,
  ) {
    const { representations, variables } = request;
    this.#texts = parts.map(
      ({ variable }) => representations.find((list) => list.variable === variable)?.texts ?? [],
    );
    this.count = this.#texts.reduce((sum, { length }) => sum + length, 0);
    this.#ends = parts.map(({ selection }) => `\n${valuesText(selection, variables)}\n${selection.text}`);
  }

  typeName(index: number): string {
    const { text } = this.#at(index);
    return /^\{"__typename":"(\w+)"/.exec(text)?.[1] ?? String(parsed(text).__typename);
  }

  key(index: number): string {
    const { part, text } = this.#at(index);
    return short(text) + this.#ends[part]!;
  }

  tags(index: number): readonly string[] {
    const { subgraph } = this.request.operation;
    const representation = parsed(this.#at(index).text);
    const type = String(representation.__typename);
    const entities = this.keys.of(subgraph, type).flatMap((key) => {
      const values = keyValues(representation, key);
      return values ? [entityTag(subgraph, type, values)] : [];
    });
    return [subgraphTag(subgraph), typeTag(subgraph, type), ...new Set(entities)];
  }

  requestFor(wanted: readonly number[]): { readonly body: Buffer } {
    const texts: string[][] = this.parts.map(() => []);
    for (const index of wanted) {
      const { part, text } = this.#at(index);
      texts[part]!.push(text);
    }
    const representations = this.request.representations.map(({ variable }) => ({
      variable,
      texts: texts[this.parts.findIndex((part) => part.variable === variable)] ?? [],
    }));
    return { body: requestBody({ ...this.request, representations }) };
  }

  read(body: Buffer, wanted: readonly number[]): readonly ReadPiece[] | undefined {
    const slices = answerSlices(body, true);
    const fields = slices && faultlessFields(slices);
    if (fields?.size !== this.parts.length) return undefined;
    const names = answerNames(slices?.extensions, this.request.operation.subgraph, wanted.length);
    const lists = this.parts.map(({ key }) => fields.get(key)?.items);
    const asked = this.parts.map(() => 0);
    const places = wanted.map((index) => {
      const { part } = this.#at(index);
      return { part, at: asked[part]!++ };
    });
    const areWhole = lists.every(
      (items, part) => items !== undefined && items.length === asked[part] && items.every(isEntity),
    );
    if (!names || !areWhole) return undefined;
    const before = asked.map((_, part) => asked.slice(0, part).reduce((sum, count) => sum + count, 0));
    return places.map(({ part, at }) => {
      const own = names.own[before[part]! + at] ?? [];
      return { text: lists[part]![at]!, names: own.length === 0 ? names.shared : [...names.shared, ...own] };
    });
  }

  join(texts: readonly Buffer[]): Buffer {
    const pieces: Buffer[] = [];
    let index = 0;
    this.parts.forEach(({ key }, part) => {
      pieces.push(Buffer.from(`${part === 0 ? '{"data":{' : '],'}"${key}":[`));
      for (let at = 0; at < this.#texts[part]!.length; at += 1) {
        if (at > 0) pieces.push(comma);
        pieces.push(texts[index]!);
        index += 1;
      }
    });
    return Buffer.concat([...pieces, end]);
  }

  joinFaulty(
    known: readonly (Buffer | undefined)[],
    wanted: readonly number[],
    answer: RawAnswer,
  ): RawAnswer {
    const lists = this.parts.map(({ key }, part) => ({ key, count: this.#texts[part]!.length }));
    return joinFaultyEntities(lists, (index) => this.key(index), known, wanted, answer);
  }

  #at(index: number): { readonly part: number; readonly text: string } {
    let at = index;
    for (const [part, texts] of this.#texts.entries()) {
      const text = texts[at];
      if (text !== undefined) return { part, text };
      at -= texts.length;
    }
    throw new RangeError(`There is no piece ${index}.`);
  }
}

const comma = Buffer.from(',');
const end = Buffer.from(']}}');

/** An object, or null for one that the subgraph does not know. */
function isEntity(text: Buffer): boolean {
  return text[0] === 0x7b || text[0] === 0x6e;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as Readonly<Record<string, unknown>>;
}
