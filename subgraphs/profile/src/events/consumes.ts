import { onSomethingTold } from './on-something-told.ts';
import { onUserRegistered } from './on-user-registered.ts';

/** Every event this subgraph acts on. */
export const consumes = [onUserRegistered, onSomethingTold];
