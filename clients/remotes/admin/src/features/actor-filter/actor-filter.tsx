import { Button } from '@payloom/ui-kit/button';
import { Dialog, DialogTrigger } from '@payloom/ui-kit/dialog';
import { UserRound, X } from 'lucide-react';
import { useState } from 'react';
import { personName } from '../../people/person-name.ts';
import { useActorQuery } from './__generated__/actor-filter.ts';
import { ChooseActor } from './choose-actor.tsx';
import { useWords } from './words.ts';

export interface ActorFilterProps {
  /** Empty is anybody. */
  actorId: string;
  onActor: (actorId: string) => void;
}

function By({ id }: { id: string }) {
  const t = useWords();
  const { data, loading } = useActorQuery({ variables: { id } });
  if (data?.user) return t('by', { who: personName(data.user) });
  return t('by', { who: loading ? '…' : t('unknown') });
}

/** Whose actions are shown; opens a search for somebody else. */
export function ActorFilter({ actorId, onActor }: ActorFilterProps) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const choose = (id: string): void => {
    setOpen(false);
    onActor(id);
  };
  return (
    <div className="flex min-w-0 items-center gap-1">
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button variant="outline" className="h-11 min-w-0 sm:h-10">
            <UserRound aria-hidden />
            <span className="truncate">{actorId ? <By id={actorId} /> : t('by', { who: t('anybody') })}</span>
          </Button>
        </DialogTrigger>
        {open && <ChooseActor onChoose={choose} />}
      </Dialog>
      {actorId && (
        <Button variant="ghost" size="icon" aria-label={t('clear')} onClick={() => onActor('')}>
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}
