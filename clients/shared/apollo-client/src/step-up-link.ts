import { ApolloLink } from '@apollo/client';
import type { StepUp } from '@payloom/session/step-up';
import { from, mergeMap, of } from 'rxjs';

const asksForProof = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  Object.values(data).some(
    (field: unknown) =>
      typeof field === 'object' &&
      field !== null &&
      '__typename' in field &&
      field.__typename === 'StepUpRequired',
  );

/** Put in an operation's context: nobody waits for it, so nobody is asked; it is answered that a proof is wanted. */
export const proofLater = { proofLater: true } as const;

/**
 * Where the graph asks for a recent proof of who somebody is, lets them show it and sends the very same operation again,
 * idempotency key and all; once. What they will not show is answered as the graph did.
 */
export function stepUpLink(stepUp: Pick<StepUp, 'ask'>): ApolloLink {
  return new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      mergeMap((result) => {
        if (!asksForProof(result.data) || operation.getContext()['proofLater'] === true) return of(result);
        return from(stepUp.ask()).pipe(mergeMap((isThem) => (isThem ? forward(operation) : of(result))));
      }),
    ),
  );
}
