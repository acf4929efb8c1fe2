import { useApolloClient } from '@apollo/client/react';
import { showMeanwhile } from '@payloom/apollo-client/show-meanwhile';
import { formatMoney } from '@payloom/ui-kit/money';
import { doUnlessUndone } from '@payloom/ui-kit/undo';
import { UndoableButton } from '@payloom/ui-kit/undoable-button';
import { RequestRowFragmentDoc, type RequestRowFragment } from '../../payment/__generated__/request.ts';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { useCancelPaymentRequestMutation } from './__generated__/payment-requests.ts';
import { useWords } from './words.ts';

/** Closes the request; answers why it could not be closed, or null. */
function useCancel(request: RequestRowFragment): () => Promise<string | null> {
  const t = useWords();
  const [cancelRequest] = useCancelPaymentRequestMutation();
  return async () => {
    try {
      const { data } = await cancelRequest({
        variables: { input: { requestId: request.id } },
        // It may be sent while the page is left.
        context: { fetchOptions: { keepalive: true } },
      });
      const answer = data?.cancelPaymentRequest.__typename;
      if (answer === 'PaymentRequest') return null;
      return t(answer === 'PaymentRequestClosed' ? 'closedSince' : 'goneSince');
    } catch (error) {
      return describeUnanswered(error, t('cancelAgain'));
    }
  };
}

/** Closes an open request, which can be undone for a moment; nothing where it is closed. */
export function CancelRequest({ request }: { request: RequestRowFragment }) {
  const t = useWords();
  const { cache } = useApolloClient();
  const commit = useCancel(request);
  const amount = formatMoney(request.amount.amountMinor, request.amount.currency);
  const cancel = (): void =>
    doUnlessUndone({
      row: request.id,
      done: t('cancelled', { amount }),
      undone: t('kept', { amount }),
      notDone: t('notCancelled', { amount }),
      mark: t('stillOpen'),
      commit,
      show: () =>
        showMeanwhile(cache, {
          fragment: RequestRowFragmentDoc,
          fragmentName: 'RequestRow',
          data: { ...request, status: 'CANCELLED' },
        }),
    });
  return (
    <UndoableButton
      row={request.id}
      available={request.status === 'OPEN'}
      aria-label={t('cancelFor', { amount })}
      undoLabel={t('undoCancelFor', { amount })}
      onClick={cancel}
    >
      {t('cancel')}
    </UndoableButton>
  );
}
