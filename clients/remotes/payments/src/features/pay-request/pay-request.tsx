import { useFormats } from '@payloom/i18n/formats';
import { signInPath } from '@payloom/session/sign-in-path';
import { useSession } from '@payloom/session/use-session';
import { Button } from '@payloom/ui-kit/button';
import { formatMoney, Money } from '@payloom/ui-kit/money';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { FormProblem } from '../../problems/form-problem.tsx';
import type { RequestOnLinkFragment } from './__generated__/pay-request.ts';
import { usePayRequest } from './use-pay-request.ts';
import { useWords } from './words.ts';

interface RequestProps {
  request: RequestOnLinkFragment;
  token: string;
}

/** Who asks, how much, what for and until when. */
function Wish({ request: { requesterName, amount, note, expiresAt } }: Pick<RequestProps, 'request'>) {
  const t = useWords();
  const formats = useFormats();
  return (
    <div>
      <h1 className="text-sm font-medium text-muted-foreground">
        {t('asks', { name: requesterName ?? t('somebody') })}
      </h1>
      <Money
        amountMinor={amount.amountMinor}
        currency={amount.currency}
        className="mt-1 block text-3xl font-semibold tracking-tight"
      />
      {note && <p className="mt-3 break-words">{note}</p>}
      {expiresAt && (
        <p className="mt-3 text-sm text-muted-foreground">
          {t('until', {
            date: formats.dateTime(new Date(expiresAt), { dateStyle: 'long', timeStyle: 'short' }),
          })}
        </p>
      )}
    </div>
  );
}

function SignIn({ token }: Pick<RequestProps, 'token'>) {
  const t = useWords();
  const next = `?next=${encodeURIComponent(`/r/${token}`)}`;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-muted-foreground">{t('signInWhy')}</p>
      <Button asChild size="lg">
        <Link to={signInPath + next}>{t('signIn')}</Link>
      </Button>
      <Button asChild size="lg" variant="outline">
        <Link to={`/sign-up${next}`}>{t('signUp')}</Link>
      </Button>
    </div>
  );
}

function Pay({ request, token }: RequestProps) {
  const t = useWords();
  const { amountMinor, currency } = request.amount;
  const { pay, underWay, problem } = usePayRequest(token, currency);
  return (
    <div className="flex flex-col gap-3">
      <FormProblem>{problem}</FormProblem>
      <Button
        size="lg"
        busy={underWay}
        needsNetwork
        onClick={() => void pay()}
        className="h-auto min-h-11 whitespace-normal"
      >
        {t('pay', {
          name: request.requesterName ?? t('somebody'),
          amount: formatMoney(amountMinor, currency),
        })}
      </Button>
    </div>
  );
}

const Said = ({ children }: { children: ReactNode }) => (
  <p role="status" className="rounded-lg bg-muted px-3 py-2.5 text-sm">
    {children}
  </p>
);

function NextStep({ request, token }: RequestProps) {
  const t = useWords();
  const { viewer } = useSession();
  if (request.status !== 'OPEN') return <Said>{t(`closed.${request.status}`)}</Said>;
  if (!viewer) return <SignIn token={token} />;
  if (viewer.role === 'ADMIN') return <Said>{t('administrator')}</Said>;
  if (!request.isOwn) return <Pay request={request} token={token} />;
  return (
    <div className="flex flex-col gap-3">
      <Said>{t('own')}</Said>
      <Button asChild variant="outline">
        <Link to="/requests">{t('ownLink')}</Link>
      </Button>
    </div>
  );
}

/** What a link asks for, and the one thing to do with it. */
export function PayRequest({ request, token }: RequestProps) {
  return (
    <div className="flex flex-col gap-6">
      <Wish request={request} />
      <NextStep request={request} token={token} />
    </div>
  );
}
