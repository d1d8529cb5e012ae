import { type LoadedRequest } from '../load/load-calls';
import { type Operation } from '../operations';

/** Whose processor time is told apart. The front is what clients speak to. */
export const parts = ['front', 'users', 'content', 'billing', 'postgres', 'redis'] as const;
export type Part = (typeof parts)[number];

/** One of the systems that are compared. */
export interface Side {
  readonly name: string;
  readonly origin: string;
  /** Of everything that works for it. */
  readonly pids: Readonly<Record<Part, number>>;
  request(operation: Operation, headers: Readonly<Record<string, string>>): LoadedRequest;
  /** What an answer says, in a form that all sides share. */
  dataOf(answer: unknown): unknown;
  stop(): Promise<void>;
}
