import { type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Identity } from '../identity/identity';
import { PlanOverdue } from '../plan/plan-error';
import { OperationTemplate, type PreparedOperation, type PreparedSupergraph } from './prepared-operation';

/** About how much memory operations, and views of them by what callers are refused, may hold each. */
const defaultMaxBytes = 24_000_000;

/** Node.js fires longer timers at once. */
const longestTimerMs = 2 ** 31 - 1;

/** An operation as Apollo Server parsed and validated it. */
export interface ValidOperation {
  /** SHA-256 of the document's text. */
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Keeps operations of one supergraph prepared. However many ask at once, each is prepared once. */
export class OperationStore {
  readonly #templates: LRUCache<string, OperationTemplate>;
  readonly #prepared: LRUCache<string, PreparedOperation>;
  readonly #preparing = new Map<string, Promise<PreparedOperation>>();

  constructor(
    private readonly supergraph: PreparedSupergraph,
    maxBytes = defaultMaxBytes,
  ) {
    const sizeCalculation = ({ heldBytes }: { readonly heldBytes: number }, key: string) =>
      heldBytes + key.length;
    this.#templates = new LRUCache<string, OperationTemplate>({ maxSize: maxBytes, sizeCalculation });
    this.#prepared = new LRUCache<string, PreparedOperation>({ maxSize: maxBytes, sizeCalculation });
  }

  templateOf({ hash, document, operation }: ValidOperation): OperationTemplate {
    const key = `${hash} ${operation.name?.value ?? ''}`;
    const known = this.#templates.get(key);
    if (known) return known;
    const template = new OperationTemplate(key, document, operation, this.supergraph);
    this.#templates.set(key, template);
    return template;
  }

  /**
   * An operation's view for one call. It may have been prepared from another template of the same operation, so
   * what is refused belongs to the template that it names.
   * @param policies those that hold for the caller.
   * @param deadlineAtMs moment on the clock of `performance.now()` until which a plan is waited for
   * @throws PlanError when there is no plan for it, PlanOverdue when there is none yet.
   */
  async prepare(
    template: OperationTemplate,
    identity: Identity,
    policies: ReadonlySet<string>,
    variables: Readonly<Record<string, unknown>>,
    deadlineAtMs = Infinity,
  ): Promise<PreparedOperation> {
    const refused = template.refusalsOf(identity, policies);
    const view = `${template.key} ${template.viewOf(refused, variables)}`;
    const known = this.#prepared.get(view);
    if (known) return known;
    let preparing = this.#preparing.get(view);
    if (!preparing) {
      preparing = this.#keep(view, template.prepare(refused, variables));
      this.#preparing.set(view, preparing);
    }
    return beforeDeadline(preparing, deadlineAtMs);
  }

  async #keep(view: string, preparing: Promise<PreparedOperation>): Promise<PreparedOperation> {
    try {
      const prepared = await preparing;
      this.#prepared.set(view, prepared);
      return prepared;
    } finally {
      // What failed once may work next time, so it is not kept.
      this.#preparing.delete(view);
    }
  }
}

/** Who has no more time waits no longer; the plan is made for those who come after. */
async function beforeDeadline<T>(planning: Promise<T>, deadlineAtMs: number): Promise<T> {
  const leftMs = deadlineAtMs - performance.now();
  if (leftMs > longestTimerMs) return planning;
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PlanOverdue('There is no plan yet.')), leftMs);
  });
  try {
    return await Promise.race([planning, overdue]);
  } finally {
    clearTimeout(timer);
  }
}
