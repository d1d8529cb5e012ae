import { type EntityFetchNode, type EntitySelection, type FetchNode } from '../../../plan/query-plan';
import { type Layout } from '../layout';
import { type ReadText } from '../read';
import { type CountRow } from './compile-counter';
import { type Walk } from './walks';

/** A plan with everything known beforehand about the answers to it. */
export interface Program {
  /** Layout of the row that everything hangs on. */
  readonly root: Layout;
  /** `undefined` when nothing is fetched. */
  readonly step: Step | undefined;
  /** JSON of the client's data, from the root row. */
  readonly write: ReadText;
  /** What the answer costs, from the root row; `undefined` when nobody can want to know. */
  readonly count: CountRow | undefined;
}

export type Step = FetchStep | EntityFetchStep | SequenceStep | ParallelStep;

export interface FetchStep {
  readonly kind: 'Fetch';
  readonly node: FetchNode;
  readonly layout: Layout;
  /** Cell of the root row for the row of the answer. */
  readonly cell: number;
}

export interface EntityFetchStep {
  readonly kind: 'EntityFetch';
  readonly node: EntityFetchNode;
  /** In the order of their answers. */
  readonly selections: readonly EntitySelectionStep[];
}

export interface EntitySelectionStep {
  readonly selection: EntitySelection;
  /** All bytes of an answer from the list before to the first entity. */
  readonly lead: Uint8Array;
  readonly walks: readonly Walk[];
}

export interface SequenceStep {
  readonly kind: 'Sequence';
  readonly steps: readonly Step[];
}

export interface ParallelStep {
  readonly kind: 'Parallel';
  readonly steps: readonly Step[];
}
