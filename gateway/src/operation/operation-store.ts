import { type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Identity } from '../identity/identity';
import { type Supergraph } from '../plan/supergraph';
import { AccessRules } from './access-rules';
import { OperationTemplate, type PreparedOperation } from './prepared-operation';

/** Operations, and views of them by what callers are refused, that are kept ready. */
const capacity = 2_000;

/** An operation as Apollo Server parsed and validated it. */
export interface ValidOperation {
  /** SHA-256 of the document's text. */
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Keeps operations of one supergraph prepared. However many ask at once, each is prepared once. */
export class OperationStore {
  readonly #rules: AccessRules;
  readonly #templates = new LRUCache<string, OperationTemplate>({ max: capacity });
  readonly #prepared = new LRUCache<string, Promise<PreparedOperation>>({ max: capacity });

  /** @throws Error when the supergraph relies on a security feature that is not known. */
  constructor(private readonly supergraph: Supergraph) {
    this.#rules = new AccessRules(supergraph.schema);
  }

  /**
   * The template of an operation (its `document` is the one that refused fields belong to) and its view for this caller.
   * @throws PlanError when there is no plan for it.
   */
  async prepare(
    valid: ValidOperation,
    identity: Identity,
  ): Promise<{ readonly template: OperationTemplate; readonly prepared: PreparedOperation }> {
    const key = `${valid.hash} ${valid.operation.name?.value ?? ''}`;
    const template = this.#template(key, valid);
    const refused = template.refusalsOf(identity);
    const view = `${key} ${template.viewOf(refused)}`;
    const known = this.#prepared.get(view);
    if (known) return { template, prepared: await known };
    const preparing = template.prepare(refused);
    this.#prepared.set(view, preparing);
    // What failed once may work next time, so it is not kept.
    preparing.catch(() => this.#prepared.delete(view));
    return { template, prepared: await preparing };
  }

  #template(key: string, { document, operation }: ValidOperation): OperationTemplate {
    const known = this.#templates.get(key);
    if (known) return known;
    const template = new OperationTemplate(document, operation, this.supergraph, this.#rules);
    this.#templates.set(key, template);
    return template;
  }
}
