import { type QueryPlan as RawPlan } from '@graphql-hive/router-query-planner';

/** A supergraph as planner processes know it. */
export interface PlannerGraph {
  /** Unique within this process. */
  readonly id: number;
  /** Said in the planner's words. */
  readonly sdl: string;
}

/** What a planner process is asked; one at a time. */
export type PlannerRequest =
  | { readonly kind: 'load'; readonly graph: number; readonly sdl: string }
  | ({ readonly kind: 'plan'; readonly graph: number } & PlanRequest);

export interface PlanRequest {
  /** A document with one operation. */
  readonly text: string;
  /** Labels of `@override(label:)` that are active. */
  readonly labels: readonly string[];
  /** Labels `percent(n)` with n above this are active; 0 to 100. */
  readonly percentage: number;
}

/** What it answers: a plan, or nothing once it has loaded, or why it refuses. */
export type PlannerReply = { readonly value?: RawPlan } | { readonly error: string };
