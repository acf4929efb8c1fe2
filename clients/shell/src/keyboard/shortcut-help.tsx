import { Checkbox } from '@payloom/ui-kit/checkbox';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@payloom/ui-kit/dialog';
import { useId, useSyncExternalStore } from 'react';
import type { ShellCommand } from '../palette/use-commands.ts';
import { KeyCaps, paletteKeys } from './key-caps.tsx';
import { shortcutsAreOn, subscribeShortcuts, turnShortcuts } from './shortcut-choice.ts';
import { useWords } from './words.ts';

interface Line {
  readonly label: string;
  readonly keys: string;
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-1 text-xs font-medium text-muted-foreground">
        {title}
      </h3>
      <ul className="divide-y">
        {lines.map(({ label, keys }) => (
          <li key={keys} className="flex items-center justify-between gap-4 py-1.5 text-sm">
            {label}
            <KeyCaps keys={keys} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SingleKeys() {
  const t = useWords();
  const id = useId();
  const on = useSyncExternalStore(subscribeShortcuts, shortcutsAreOn, shortcutsAreOn);
  return (
    <div className="flex items-start gap-3 rounded-lg border p-3">
      <Checkbox
        id={id}
        checked={on}
        aria-describedby={`${id}-means`}
        onChange={({ target }) => turnShortcuts(target.checked)}
      />
      <div className="text-sm">
        <label htmlFor={id} className="font-medium">
          {t('single')}
        </label>
        <p id={`${id}-means`} className="text-muted-foreground">
          {t('singleMeans', { key: paletteKeys() })}
        </p>
      </div>
    </div>
  );
}

export interface ShortcutHelpProps {
  commands: readonly ShellCommand[];
  onClose: () => void;
}

/** All keys there are for this viewer, and how to turn them off. */
export function ShortcutHelp({ commands, onClose }: ShortcutHelpProps) {
  const t = useWords();
  const withKeys = commands.flatMap(({ label, keys, kind }) => (keys ? [{ label, keys, kind }] : []));
  const pages = withKeys.filter(({ kind }) => kind === 'page');
  const actions = withKeys.filter(({ kind }) => kind === 'action');
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>{t('description')}</DialogDescription>
        </DialogHeader>
        <Lines
          title={t('everywhere')}
          lines={[
            { label: t('palette'), keys: paletteKeys() },
            { label: t('search'), keys: '/' },
            { label: t('help'), keys: '?' },
            ...actions,
          ]}
        />
        <Lines title={t('goTo')} lines={pages} />
        <Lines
          title={t('inLists')}
          lines={[
            { label: t('nextRow'), keys: 'j' },
            { label: t('previousRow'), keys: 'k' },
            { label: t('openRow'), keys: 'Enter' },
          ]}
        />
        <SingleKeys />
      </DialogContent>
    </Dialog>
  );
}
