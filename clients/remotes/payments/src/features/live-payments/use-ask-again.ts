import { useApolloClient } from '@apollo/client/react';
import type { OperationVariables } from '@apollo/client';
import { useEffect, useRef } from 'react';
import * as z from 'zod/mini';

const ASK_AGAIN_AFTER_MILLISECONDS = 500;

const unsureSchema = z.object({
  filter: z.union([
    z.object({ search: z.string().check(z.minLength(1)) }),
    z.object({ refundRequested: z.boolean() }),
  ]),
});
const isUnsure = (variables: OperationVariables | undefined): boolean =>
  unsureSchema.safeParse(variables).success;

/**
 * Loads the lists anew that search in notes or for who asks for money back, for only the server knows what they find;
 * many wishes at once are one.
 */
export function useAskAgain(): () => void {
  const client = useApolloClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void client.refetchQueries({
        include: 'active',
        onQueryUpdated: ({ queryName, variables }) => queryName === 'PaymentList' && isUnsure(variables),
      });
    }, ASK_AGAIN_AFTER_MILLISECONDS);
  };
}
