import { Card, CardContent, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money } from '@payloom/ui-kit/money';
import { formatExactTime, RelativeTime } from '@payloom/ui-kit/relative-time';
import type { ReactNode } from 'react';
import type { UserFactsFragment } from './__generated__/user-detail.ts';
import { useWords } from './words.ts';

const missing = <span className="text-muted-foreground">–</span>;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="min-w-0 text-sm break-words">{children}</dd>
    </div>
  );
}

/** What is known about somebody, from three parts of the graph. */
export function UserFacts({ user }: { user: UserFactsFragment }) {
  const t = useWords();
  const { id, email, createdAt, profile, wallet } = user;
  return (
    <Card aria-label={t('facts')}>
      <CardHeader>
        <CardTitle>{t('facts')}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          <Fact name={t('email')}>{email ?? missing}</Fact>
          <Fact name={t('phone')}>{profile?.phone ?? missing}</Fact>
          <Fact name={t('balance')}>
            {wallet ? (
              <LiveGlow value={wallet.balance.amountMinor}>
                <Money amountMinor={wallet.balance.amountMinor} currency={wallet.balance.currency} />
              </LiveGlow>
            ) : (
              missing
            )}
          </Fact>
          <Fact name={t('pending')}>
            {wallet ? (
              <Money amountMinor={wallet.pending.amountMinor} currency={wallet.pending.currency} />
            ) : (
              missing
            )}
          </Fact>
          <Fact name={t('registered')}>
            {t.rich('registeredAt', {
              exact: formatExactTime(new Date(createdAt)),
              time: () => <RelativeTime value={createdAt} />,
            })}
          </Fact>
          <Fact name={t('language')}>{profile?.locale ?? missing}</Fact>
          <Fact name={t('timeZone')}>{profile?.timeZone ?? missing}</Fact>
          <Fact name={t('id')}>
            <code className="text-xs select-all">{id}</code>
          </Fact>
        </dl>
      </CardContent>
    </Card>
  );
}
