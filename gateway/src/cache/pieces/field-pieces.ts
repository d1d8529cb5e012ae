import { fieldTag, subgraphTag, typeTag } from '@nutgraf/contract/cache-stamps';
import { requestBody } from '../../upstream/request-body';
import { type RawAnswer, type RequestParts } from '../../upstream/subgraph-request';
import { answerNames } from './answer-tags';
import { answerSlices, faultlessFields } from './answer-slices';
import { joinFaultyFields } from './faulty-fields';
import { type FetchPieces, type ReadPiece } from './fetch-pieces';
import { type SelectionKey, valuesText } from './selection-key';
import { type SubsetOperations } from './subset-operations';

/** One root field of an operation. */
export interface FieldPart {
  /** Its response key. */
  readonly key: string;
  readonly name: string;
  readonly selection: SelectionKey;
}

export interface FieldsShape {
  readonly queryType: string;
  readonly parts: readonly FieldPart[];
  readonly subsets: SubsetOperations;
}

/** Root fields, in the order of the operation. */
export class FieldPieces implements FetchPieces {
  readonly count: number;

  constructor(
    private readonly shape: FieldsShape,
    private readonly request: RequestParts,
  ) {
    this.count = shape.parts.length;
  }

  typeName(): string {
    return this.shape.queryType;
  }

  key(index: number): string {
    const { selection } = this.#at(index);
    return `${this.shape.queryType}\n${valuesText(selection, this.request.variables)}\n${selection.text}`;
  }

  tags(index: number): readonly string[] {
    const { subgraph } = this.request.operation;
    const { queryType } = this.shape;
    const { name } = this.#at(index);
    return [subgraphTag(subgraph), typeTag(subgraph, queryType), fieldTag(subgraph, queryType, name)];
  }

  requestFor(wanted: readonly number[]): { readonly body: Buffer } {
    if (wanted.length === this.count) return { body: requestBody(this.request) };
    const keys = new Set(wanted.map((index) => this.#at(index).key));
    return { body: requestBody({ ...this.request, operation: this.shape.subsets.only(keys) }) };
  }

  read(body: Buffer, wanted: readonly number[]): readonly ReadPiece[] | undefined {
    const slices = answerSlices(body, false);
    const fields = slices && faultlessFields(slices);
    if (fields?.size !== wanted.length) return undefined;
    const names = answerNames(slices?.extensions, this.request.operation.subgraph, 0)?.shared;
    const texts = wanted.flatMap((index) => fields.get(this.#at(index).key)?.text ?? []);
    if (!names || texts.length < wanted.length) return undefined;
    return texts.map((text) => ({ text, names }));
  }

  join(texts: readonly Buffer[]): Buffer {
    const pieces = this.shape.parts.flatMap(({ key }, index) => [
      Buffer.from(`${index === 0 ? '{"data":{' : ','}"${key}":`),
      texts[index]!,
    ]);
    return Buffer.concat([...pieces, end]);
  }

  joinFaulty(
    known: readonly (Buffer | undefined)[],
    wanted: readonly number[],
    answer: RawAnswer,
  ): RawAnswer {
    const names = this.shape.parts.map(({ key }) => key);
    return joinFaultyFields(names, (index) => this.key(index), known, wanted, answer);
  }

  #at(index: number): FieldPart {
    return this.shape.parts[index]!;
  }
}

const end = Buffer.from('}}');
