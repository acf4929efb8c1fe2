import { say } from '@payloom/i18n/wording';
import type { Found, Search } from '@payloom/session/remote-entry';
import { Dialog, DialogContent, DialogTitle } from '@payloom/ui-kit/dialog';
import { Command } from 'cmdk';
import { SearchIcon, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { KeyCaps } from '../keyboard/key-caps.tsx';
import { rank } from './rank.ts';
import type { ShellCommand } from './use-commands.ts';
import { useFound, type FoundByText } from './use-found.ts';
import { useWords } from './words.ts';

const row =
  'flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-3 py-2 text-sm data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent';
const group =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground';

interface ItemProps {
  value: string;
  icon: LucideIcon;
  label: string;
  detail?: string;
  keys?: string | undefined;
  /** It was found elsewhere, by more than its label. */
  found?: boolean;
  onSelect: () => void;
}

function Item({ value, icon: Icon, label, detail, keys, found = false, onSelect }: ItemProps) {
  return (
    <Command.Item value={value} keywords={[label]} forceMount={found} onSelect={onSelect} className={row}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {detail && <span className="truncate text-muted-foreground">{detail}</span>}
      {keys && <KeyCaps keys={keys} />}
    </Command.Item>
  );
}

interface CommandsProps {
  heading: string;
  commands: readonly ShellCommand[];
  onRun: (run: () => void) => void;
}

function Commands({ heading, commands, onRun }: CommandsProps) {
  return (
    <Command.Group heading={heading} className={group}>
      {commands.map(({ id, label, icon, keys, run }) => (
        <Item
          key={id}
          value={`${label} ${id}`}
          label={label}
          icon={icon}
          keys={keys}
          onSelect={() => onRun(run)}
        />
      ))}
    </Command.Group>
  );
}

const foundValue = (searchId: string, { id }: Found): string => `${searchId} ${id}`;

function firstFound(groups: FoundByText['groups']): string {
  const group = groups.find(({ items }) => items.length > 0);
  const item = group?.items[0];
  return group && item ? foundValue(group.search.id, item) : '';
}

function FoundItems({ groups, onGo }: Pick<FoundByText, 'groups'> & { onGo: (to: string) => void }) {
  const t = useWords();
  return groups.map(({ search: { id, label, icon }, items, failed }) => {
    if (failed) {
      return (
        <p key={id} role="alert" className="px-3 py-2 text-sm text-muted-foreground">
          {t('failed', { what: say(label) })}
        </p>
      );
    }
    if (items.length === 0) return null;
    return (
      <Command.Group key={id} heading={say(label)} forceMount className={group}>
        {items.map((item) => (
          <Item
            key={item.id}
            value={foundValue(id, item)}
            label={item.label}
            detail={item.detail}
            icon={icon}
            found
            onSelect={() => onGo(item.to)}
          />
        ))}
      </Command.Group>
    );
  });
}

export interface PaletteProps {
  commands: readonly ShellCommand[];
  searches: readonly Search[];
  onClose: () => void;
}

/** Finds pages, actions and, by a query, whatever the remotes can find. */
export function Palette({ commands, searches, onClose }: PaletteProps) {
  const t = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState('');
  const { groups, busy } = useFound(searches, text);
  const foundCount = groups.reduce((sum, { items }) => sum + items.length, 0);
  const closeAnd = (run: () => void): void => {
    onClose();
    run();
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent aria-describedby={undefined} className="gap-0 self-start p-0 sm:mt-[10vh] sm:p-0">
        <DialogTitle className="sr-only">{t('title')}</DialogTitle>
        <Command
          label={t('commands')}
          loop
          // cmdk chooses by itself only among what it has filtered.
          value={chosen || firstFound(groups)}
          onValueChange={setChosen}
          filter={(_value, typed, [label = ''] = []) => rank(label, typed)}
        >
          <div className="flex items-center gap-3 border-b py-1 pr-14 pl-4">
            <SearchIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder={t('prompt')}
              className="h-12 w-full bg-transparent text-base outline-none placeholder:text-muted-foreground"
            />
          </div>
          <Command.List label={t('commands')} className="max-h-[min(60dvh,26rem)] overflow-y-auto p-2">
            {!busy && foundCount === 0 && (
              <Command.Empty className="px-3 py-6 text-center text-sm text-muted-foreground">
                {t('nothing')}
              </Command.Empty>
            )}
            <Commands
              heading={t('actions')}
              commands={commands.filter(({ kind }) => kind === 'action')}
              onRun={closeAnd}
            />
            <Commands
              heading={t('pages')}
              commands={commands.filter(({ kind }) => kind === 'page')}
              onRun={closeAnd}
            />
            <FoundItems groups={groups} onGo={(to) => closeAnd(() => void navigate(to))} />
          </Command.List>
          <p role="status" className="sr-only">
            {busy && t('searching')}
            {!busy && groups.length > 0 && t('found', { count: foundCount })}
          </p>
        </Command>
      </DialogContent>
    </Dialog>
  );
}
