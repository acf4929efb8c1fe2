import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { passkeysWork } from '@payloom/session/passkeys';
import { Button } from '@payloom/ui-kit/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { useOwnPasskeyListQuery, type PasskeyRowFragment } from './__generated__/passkeys.ts';
import { PasskeyRow } from './passkey-row.tsx';
import { useAddPasskey } from './use-add-passkey.ts';
import { useWords } from './words.ts';

function Loading() {
  const t = useWords();
  return (
    <div
      aria-label={t('loading')}
      aria-busy
      role="status"
      className="mt-4 flex flex-col gap-2 border-t px-4 py-3.5 sm:px-6"
    >
      <Skeleton className="w-40" />
      <Skeleton className="w-64 max-w-full" />
    </div>
  );
}

function Rows({ rows }: { rows: readonly PasskeyRowFragment[] }) {
  const t = useWords();
  if (rows.length === 0) return <p className="px-4 pt-4 text-sm sm:px-6">{t('none')}</p>;
  return (
    <ul aria-label={t('list')} className="mt-4 divide-y border-y">
      {rows.map((row) => (
        <PasskeyRow key={row.id} passkey={row} />
      ))}
    </ul>
  );
}

function AddPasskey() {
  const t = useWords();
  const { run, busy } = useAddPasskey();
  const [problem, setProblem] = useState<string>();
  const add = async (): Promise<void> => {
    setProblem(undefined);
    setProblem(await run());
  };
  if (!passkeysWork()) return <p className="text-sm text-muted-foreground">{t('unsupported')}</p>;
  return (
    <div className="flex flex-col items-start gap-3">
      {problem && <FormProblem message={`${t('notAdded')}. ${problem}`} />}
      <Button variant="outline" busy={busy} onClick={() => void add()}>
        <Plus aria-hidden />
        {t('add')}
      </Button>
    </div>
  );
}

function OwnPasskeys() {
  const t = useWords();
  const { data, error, loading, refetch } = useOwnPasskeyListQuery({ notifyOnNetworkStatusChange: true });
  const rows = data?.viewer?.passkeys;
  if (rows)
    return (
      <>
        <Rows rows={rows} />
        <CardContent>
          <AddPasskey />
        </CardContent>
      </>
    );
  if (!error) return <Loading />;
  return (
    <ErrorState
      title={t('failed')}
      description={failureSentence(error)}
      onRetry={() => void refetch().catch(() => undefined)}
      retrying={loading}
    />
  );
}

/** What the viewer can sign in by instead of the password. */
export function PasskeyCard() {
  const t = useWords();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <CardDescription>{t('meaning')}</CardDescription>
      </CardHeader>
      <OwnPasskeys />
    </Card>
  );
}
