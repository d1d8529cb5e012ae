/** What other rooms use of the paywall. */
export type { PaywallService } from './paywall.service';
