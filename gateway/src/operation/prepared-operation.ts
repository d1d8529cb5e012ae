import { type DocumentNode, type FieldNode, GraphQLError, type OperationDefinitionNode } from 'graphql';
import { compile } from '../execution/fast/compile/compile';
import { NotCompiled } from '../execution/fast/compile/not-compiled';
import { type Program } from '../execution/fast/compile/program';
import { type Pricing } from '../execution/pricing';
import { locate } from '../execution/faults/locations';
import { type Identity } from '../identity/identity';
import { conditionVariables } from '../plan/operation/conditions';
import { ParsedOperations } from '../plan/operation/parsed-operations';
import { type Planner } from '../plan/planner';
import { emptyPlan, type QueryPlan } from '../plan/query-plan';
import { type SingleOperation } from '../plan/operation/prune';
import { type Supergraph } from '../plan/supergraph/supergraph';
import { withoutFields } from '../plan/operation/without-fields';
import { type AccessRules } from './access-rules';
import { compactOperation, heldBytes } from './compact';
import { demandsOf } from './demands';
import { type Refusal, refusalFor, type Requirement } from './requirement';

/** An operation as one kind of caller may run it: what they are refused, and the plan for the rest. */
export interface PreparedOperation {
  readonly template: OperationTemplate;
  readonly plan: QueryPlan;
  /** The plan compiled; `undefined` when it cannot be. */
  readonly program: Program | undefined;
  /** Fields of the template's document that are not fetched, and why. */
  readonly refusals: ReadonlyMap<FieldNode, Refusal>;
  /** When it was made, on the clock of `performance.now()`. */
  readonly readyAtMs: number;
  /** About how much memory it holds with its template, in bytes. */
  readonly heldBytes: number;
}

/** Memory of a field's entry among the demands. */
const bytesPerDemand = 250;

/**
 * Memory of a program, with all that its closures hold, compared with {@link heldBytes} of its plan: 3 to 7 measured
 * over hundreds of programs, from small operations to one of 126 entities.
 */
const programBytesPerPlanByte = 5;

/** What operations are prepared with. */
export interface PreparedSupergraph extends Pick<Supergraph, 'schema' | 'apiSchema' | 'joins'> {
  readonly rules: AccessRules;
  readonly planner: Pick<Planner, 'plan'>;
  /** Where somebody may want to know what answers cost. */
  readonly pricing?: Pricing | undefined;
}

/** All that is known of an operation before anybody asks for it. */
export class OperationTemplate {
  /** The operation and the fragments that it uses, compact. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Names of the variables in `@skip(if:)` and `@include(if:)`. */
  readonly conditions: readonly string[];
  /** About how much memory it holds, in bytes. */
  readonly heldBytes: number;
  readonly #demands: ReadonlyMap<FieldNode, ReadonlySet<Requirement>>;
  readonly #requirements: readonly Requirement[];
  /** Names of the policies that its fields demand. */
  readonly policies: readonly string[];

  /** @param key names the operation among all others. */
  constructor(
    readonly key: string,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    private readonly supergraph: PreparedSupergraph,
  ) {
    const compact = compactOperation(document, operation);
    this.document = compact.document;
    this.operation = compact.operation;
    this.conditions = conditionVariables(this.document);
    this.#demands = demandsOf(this.document, this.operation, supergraph.schema, supergraph.rules);
    this.#requirements = [...new Set([...this.#demands.values()].flatMap((demanded) => [...demanded]))];
    this.policies = policiesIn(this.#requirements);
    this.heldBytes = compact.heldBytes + bytesPerDemand * this.#demands.size;
  }

  /**
   * What this operation asks of its caller and the caller does not meet.
   * @param policies those among {@link policies} that hold for the caller.
   */
  refusalsOf(identity: Identity, policies: ReadonlySet<string>): ReadonlyMap<Requirement, Refusal> {
    const refused = new Map<Requirement, Refusal>();
    for (const requirement of this.#requirements) {
      const refusal = refusalFor(requirement, identity, policies);
      if (refusal) refused.set(requirement, refusal);
    }
    return refused;
  }

  /** The same for all calls that are refused alike and decide alike what to skip, so that they can share one plan. */
  viewOf(refused: ReadonlyMap<Requirement, Refusal>, variables: Readonly<Record<string, unknown>>): string {
    const refusals = this.#requirements.map((requirement) => refused.get(requirement)?.code ?? '-');
    const decisions = this.conditions.map((name) => (variables[name] === true ? '1' : '0'));
    return [...refusals, decisions.join('')].join(' ');
  }

  /**
   * Takes out the refused fields and plans the rest.
   * @param variables those among {@link conditions} count.
   * @throws PlanError when there is no plan for it.
   */
  async prepare(
    refused: ReadonlyMap<Requirement, Refusal>,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<PreparedOperation> {
    const refusals = this.#refusedFields(refused);
    const allowed = withoutFields(this.document, this.operation, (field) => refusals.has(field));
    const parsed = new ParsedOperations();
    const plan = allowed ? await this.#plan(allowed, variables, parsed) : emptyPlan;
    const program = refusals.size === 0 ? this.#compile(plan, variables, parsed) : undefined;
    const planBytes = heldBytes([plan, refusals]) * (program ? 1 + programBytesPerPlanByte : 1);
    return {
      template: this,
      plan,
      program,
      refusals,
      readyAtMs: performance.now(),
      heldBytes: this.heldBytes + planBytes,
    };
  }

  #plan(
    { document, operation }: SingleOperation,
    variables: Readonly<Record<string, unknown>>,
    parsed: ParsedOperations,
  ): Promise<QueryPlan> {
    return this.supergraph.planner.plan(document, operation.name?.value, variables, parsed);
  }

  #compile(
    plan: QueryPlan,
    variables: Readonly<Record<string, unknown>>,
    parsed: ParsedOperations,
  ): Program | undefined {
    const { supergraph, document, operation } = this;
    const compiled = compile({
      ...{ supergraph, plan, parsed, document, operation, variables },
      pricing: supergraph.pricing,
    });
    return compiled instanceof NotCompiled ? undefined : compiled;
  }

  #refusedFields(refused: ReadonlyMap<Requirement, Refusal>): ReadonlyMap<FieldNode, Refusal> {
    const fields = new Map<FieldNode, Refusal>();
    for (const [field, demanded] of this.#demands) {
      for (const requirement of demanded) {
        const refusal = refused.get(requirement);
        // To be known comes before being allowed: an anonymous caller is told to sign in.
        if (refusal && fields.get(field)?.code !== 'UNAUTHENTICATED') fields.set(field, refusal);
      }
    }
    return fields;
  }
}

function policiesIn(requirements: readonly Requirement[]): readonly string[] {
  const named = requirements.flatMap((requirement) =>
    requirement.kind === 'policy' ? requirement.anyOf.flat() : [],
  );
  return [...new Set(named)];
}

/** The errors of an operation that is refused as a whole: one for each refused field. */
export function rejectionOf(refusals: ReadonlyMap<FieldNode, Refusal>): readonly GraphQLError[] {
  return [...refusals].map(([field, { code, message }]) => {
    const http = { status: code === 'UNAUTHENTICATED' ? 401 : 403 };
    return locate(new GraphQLError(message, { extensions: { code, http } }), [field]);
  });
}
