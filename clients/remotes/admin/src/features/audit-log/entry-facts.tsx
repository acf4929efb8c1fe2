import { formatExactTime, RelativeTime } from '@payloom/ui-kit/relative-time';
import type { ReactNode } from 'react';
import type { AuditRowFragment } from './__generated__/audit-log.ts';
import { actorName } from './audit-columns.tsx';
import { useWords } from './words.ts';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr] gap-2 sm:grid-cols-[6.5rem_1fr]">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

/** When an entry was made, who did it, from where and to what. */
export function EntryFacts({ entry }: { entry: AuditRowFragment }) {
  const t = useWords();
  const { at, actor, clientAddress, subject, id } = entry;
  return (
    <dl className="flex flex-col gap-1.5 text-sm">
      <Fact name={t('when')}>
        {formatExactTime(new Date(at))} <span className="text-muted-foreground">(</span>
        <RelativeTime value={at} className="text-muted-foreground" />
        <span className="text-muted-foreground">)</span>
      </Fact>
      <Fact name={t('who')}>
        {actorName(actor)}
        {actor?.displayName && actor.email && <span className="text-muted-foreground"> · {actor.email}</span>}
      </Fact>
      <Fact name={t('from')}>{clientAddress ?? t('inside')}</Fact>
      <Fact name={t('subject')}>
        <code className="text-xs select-all">{subject}</code>
      </Fact>
      <Fact name={t('entry')}>
        <code className="text-xs select-all">{id}</code>
      </Fact>
    </dl>
  );
}
