import { Observable } from '../observable';
import { type Run } from '../plan/run';
import { type Example, type Settings } from '../settings';
import { exampleOf } from '../tabs/example-tabs';
import { TabPersonas } from '../tabs/tab-personas';
import { welcome } from '../tabs/welcome';
import { SignIns } from './sign-ins';

/** What is known of the graph's schema. */
export type GraphState =
  | { readonly kind: 'ready' | 'unreachable' }
  /** The graph does not tell its schema, for the reason it gives. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The graph serves the documents that clients were published with, and nothing of what is written here. */
  | { readonly kind: 'closed' };

/** What the parts of the page know in common. */
export class Session {
  readonly examples: readonly Example[];
  readonly signIns: SignIns;
  readonly personas: TabPersonas;
  /** Id of the tab that is open. */
  readonly tab = new Observable('');
  /** The last run of each tab, by its id. */
  readonly runs = new Observable<ReadonlyMap<string, Run>>(new Map());
  readonly graph = new Observable<GraphState>({ kind: 'ready' });
  /** What screen readers are told next. */
  readonly spoken = new Observable('');

  constructor(readonly settings: Settings) {
    this.examples = settings.tabs.length > 0 ? settings.tabs : [welcome];
    this.signIns = new SignIns(settings);
    this.personas = new TabPersonas(settings.personas, this.examples);
  }

  enter(tab: string): void {
    const before = this.tab.value;
    if (tab === before) return;
    if (before !== '') this.personas.inherit(tab, before);
    this.tab.set(tab);
  }

  /** What was chosen and seen in tabs of examples. */
  forgetExamples(): void {
    this.personas.restore();
    const own = [...this.runs.value].filter(([id]) => !exampleOf({ id }, this.examples));
    this.runs.set(new Map(own));
  }

  answered(tab: string, run: Run, summary: string): void {
    this.runs.set(new Map(this.runs.value).set(tab, run));
    this.spoken.set(summary);
    if (this.graph.value.kind === 'unreachable') this.graph.set({ kind: 'ready' });
  }

  failed(tab: string, message: string, isUnreachable: boolean): void {
    // The plan of the run before does not belong to what is shown now.
    this.runs.set(new Map([...this.runs.value].filter(([id]) => id !== tab)));
    this.spoken.set(message);
    if (isUnreachable) this.graph.set({ kind: 'unreachable' });
  }
}
