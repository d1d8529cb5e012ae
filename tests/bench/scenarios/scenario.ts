import { type Section } from '../report/section';
import { type Session } from '../session';

export interface Scenario {
  /** As `--scenario` names it. */
  readonly name: string;
  /** In a few words, for `--help`. */
  readonly about: string;
  run(session: Session): Promise<Section>;
}
